import Foundation
import GRDB
import Testing

@testable import SQLiteStorage

/// Goal: no column that holds user IDs is forgotten when a person's account changes.
///
/// Method: every column of text is either in the list with what becomes of it, or named here as one that holds no user IDs.
@Suite("Columns with user IDs")
struct PersonColumnTests {
    @Test("Each column of text either is in the list of those with user IDs, or is known to hold none")
    func everyColumn() throws {
        let queue = try DatabaseQueue()
        try DatabaseMigrator.storage.migrate(queue)
        let columns = try queue.read { db in
            try MigrationTests.tables(db).flatMap { table in
                try Row.fetchAll(
                    db,
                    sql: "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'",
                    arguments: [table]
                )
                .map { "\(table).\($0[0] as String)" }
            }
        }
        let people = PersonColumn.all.map(\.name)
        #expect(Set(people).count == people.count)
        let others = Set(Self.others.split(whereSeparator: \.isWhitespace).map(String.init))
        #expect(others.isDisjoint(with: people))
        #expect(Set(columns).subtracting(people).subtracting(others) == [], "is it about people? See PersonColumn")
        #expect(others.union(people).subtracting(columns) == [])
    }

    @Test("docs/PEOPLE.md says what becomes of each (UPDATE_PEOPLE=1 rewrites it)")
    func page() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/PEOPLE.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let head = text.prefix(upTo: text.range(of: "| Column |")?.lowerBound ?? text.endIndex)
        let table = PersonColumn.all.map { "| `\($0.name)` | \($0.fate.word) | \($0.reason) |\n" }
        let page = head + "| Column | | What it is, and why |\n|---|---|---|\n" + table.joined()
        if ProcessInfo.processInfo.environment["UPDATE_PEOPLE"] == "1" {
            try page.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == String(page))
    }

    private static let others = """
        aliasLookup.event aliasLookup.alias aliasLookup.room answerEvent.event application.message application.asked
        applicationAnswer.asked applicationAnswer.content applicationAnswer.event attachment.event attachment.room
        attachment.name attachment.uri attachment.kind attempt.outcome attemptItem.response attemptItem.event
        attemptTap.event audit.event audit.room ban.reason calendarImport.name calendarImport.uri
        calendarImport.failure calendarImport.room criteria.content criteriaRoom.room criteriaTest.test criteriaTest.handle
        directRoom.room endedMembership.how findToken.token followUp.answer followUp.event guidedForm.asking
        guidedAnswer.field guidedAnswer.content guidedAnswer.event group.handle group.name group.skeleton group.about
        group.skills group.criteria group.badge group.zone group.workingDays group.adminRoom group.membersRoom
        group.state group.stateReason group.suspendedFor groupSkill.skill groupWatch.troubles heldNotice.body
        heldNotice.html holiday.name inbox.eventID inbox.room inbox.replyTo inbox.thread inbox.target inbox.reaction
        invitation.note invitation.state itemVerdict.asked itemVerdict.remark job.title job.about job.skills
        job.budget job.state job.payBasis job.payCurrency job.place job.length job.outcome job.writtenIn
        jobAlert.pace jobAlert.words jobAlert.skills jobAlert.groups jobAlert.place jobAlert.payBasis
        jobAlert.payCurrency jobAlertToken.token jobAnnouncing.occasion jobAnnouncing.groups jobAnnouncing.afterRoom
        jobDigest.pace jobFind.waitsFor jobMatching.token jobReport.reason jobRound.news response.state
        response.reason response.availability response.links response.note response.folded
        jobSkill.skill jobsRoom.room keptCriterion.asked keptCriterion.reason knock.room
        knock.eventID knock.reason occupant.room outbox.room outbox.body outbox.html outbox.replyTo outbox.thread
        outbox.note outbox.transactionID outbox.eventID outbox.deadReason outbox.file person.headline person.skills
        personSettings.zone personSettings.digest quarantine.room quarantine.eventID quarantine.reason
        removal.reason request.message request.state request.remark requestPause.question requestPause.answer
        requestPause.answerEvent response.pitch response.price room.id room.name room.version room.predecessor
        room.replacement room.lastEventID room.joinRule roomMove.room roomMove.replacement searchTerm.term
        searchVariant.variant searchVariant.term session.deviceID session.homeserver session.accessToken
        session.refreshToken session.position session.filterID session.filterHash skillTest.handle skillTest.name
        skillTest.skeleton skillTest.syllabus skillTest.rules skillTest.state sponsor.name sponsor.skeleton
        sponsor.proof sponsor.domain sponsor.suspendedFor submission.asked submission.content submission.fileName
        submission.fileEvent submission.fileKind tally.name testImport.name testImport.uri testImport.failure
        testQuestion.fingerprint testQuestion.topic testQuestion.content testQuestion.state testQuestion.lead testLog.particulars upkeep.noticeNumbers
        waivedCriterion.asked waiver.reason
        device.deviceID device.identityKey device.fingerprint deviceOwner.masterKey encryptionCount.what fileKey.uri
        fileKey.json inboundRoomKey.room inboundRoomKey.session inboundRoomKey.identityKey inboundRoomKey.fingerprint
        olmSession.identityKey olmSession.session outbox.ciphertext outboundRoomKey.room outboundRoomKey.session
        ownDevice.deviceID ownDevice.mark ownDevice.nextMark ownIdentity.backupVersion room.algorithm
        room.historyVisibility seenIndex.room seenIndex.session seenIndex.event sharedRoomKey.session
        sharedRoomKey.deviceID sharedRoomKey.room toDevice.transactionID toDevice.type toDevice.room
        undecryptedEvent.event undecryptedEvent.room undecryptedEvent.session undecryptedEvent.json
        """
}
