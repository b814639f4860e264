package import Commands
import Groups
import Identifiers
import JSON

/// A job as a [JobPosting](https://schema.org/JobPosting) of schema.org, which search engines read.
package struct JobPosting {
    private let job: PublicJob
    private let publication: Publication

    package init(_ job: PublicJob, in publication: Publication) {
        self.job = job
        self.publication = publication
    }

    /// JSON-LD on one line, which may stand in a page as it is.
    package var text: String { JSONValue.object(object).embeddable }

    private var object: JSONObject {
        var object = JSONObject([
            ("@context", "https://schema.org/"),
            ("@type", "JobPosting"),
            ("@id", .string(publication.tag(of: job))),
            ("title", .string(job.title)),
            // Readers take it for HTML: what people wrote has its signs as entities there.
            ("description", .string(job.message.html)),
            ("identifier", identifier),
            ("datePosted", .string(job.postedAt.written)),
            ("employmentType", "CONTRACTOR"),
            ("hiringOrganization", organization),
            ("totalJobOpenings", .int(Int64(job.terms.people))),
            ("applicationContact", contact),
            // The way goes through Matrix, not through the page that the posting stands in.
            ("directApply", false),
        ])
        if let expiresAt = job.expiresAt { object["validThrough"] = .string(expiresAt.written) }
        if !job.skills.isEmpty { object["skills"] = .array(job.skills.map { .string($0) }) }
        switch job.terms.start {
        case .soon: object["jobImmediateStart"] = true
        case .on(let day): object["jobStartDate"] = .string(day.description)
        case nil: break
        }
        if let pay = job.terms.pay { object["baseSalary"] = salary(pay) }
        if let place = job.terms.place { add(Job.Place(text: Cleaned(place.text).text), to: &object) }
        return object
    }

    private var identifier: JSONValue {
        ["@type": "PropertyValue", "name": .string(publication.hall), "value": .string("\(job.id.rawValue)")]
    }

    /// Who offers the job: its client, or the hall where the client is not to be named.
    ///
    /// Never the sponsor of a group: that responses from its members are preferred does not make it the client.
    private var organization: JSONValue {
        guard let client = job.client else { return ["@type": "Organization", "name": .string(publication.hall)] }
        return ["@type": "Organization", "name": .string(client.shown), "sameAs": .string(client.link)]
    }

    private var contact: JSONValue {
        [
            "@type": "ContactPoint", "contactType": "Matrix", "name": .string(publication.bot.shown),
            "url": .string(publication.bot.link),
        ]
    }

    /// A fixed price has no unit: schema.org has none for “all of it”, and any other would be untrue.
    private func salary(_ pay: Pay) -> JSONValue {
        var value = JSONObject([("@type", "QuantitativeValue")])
        if let low = pay.low, low == pay.high {
            value["value"] = amount(low, pay.currency)
        } else {
            value["minValue"] = pay.low.map { amount($0, pay.currency) }
            value["maxValue"] = pay.high.map { amount($0, pay.currency) }
        }
        if pay.basis == .hourly { value["unitText"] = "HOUR" }
        return ["@type": "MonetaryAmount", "currency": .string(pay.currency.code), "value": .object(value)]
    }

    private func amount(_ amount: Int64, _ currency: Currency) -> JSONValue {
        let (whole, rest) = amount.quotientAndRemainder(dividingBy: currency.unit)
        return rest == 0 ? .int(whole) : .double(Double(amount) / Double(currency.unit))
    }

    /// Where the work is done, or for work from afar where it may be done: “remote, Germany” is not an office there.
    private func add(_ place: Job.Place, to object: inout JSONObject) {
        guard place.isRemote else {
            object["jobLocation"] = location(place.text)
            return
        }
        object["jobLocationType"] = "TELECOMMUTE"
        let (rest, isChoice) = place.besideRemote
        if isChoice { object["jobLocation"] = location(rest) }
        let area = isChoice || rest.isEmpty ? "Worldwide" : rest
        object["applicantLocationRequirements"] = ["@type": "AdministrativeArea", "name": .string(area)]
    }

    private func location(_ text: String) -> JSONValue {
        ["@type": "Place", "address": ["@type": "PostalAddress", "addressLocality": .string(text)]]
    }
}

extension Job.Place {
    /// What the client wrote beside the word “remote”, and whether it is another place to choose: “Berlin or remote”.
    fileprivate var besideRemote: (text: String, isChoice: Bool) {
        let words = text.split { $0.isWhitespace || $0 == "," || $0 == "/" || $0 == "(" || $0 == ")" }
        var rest = words.filter { $0.lowercased() != "remote" }
        let isChoice = text.contains("/") || rest.contains { $0.lowercased() == "or" }
        let joints: Set<String> = ["or", "in", "from", "within", "only", "and", "-", "–"]
        while let first = rest.first, joints.contains(first.lowercased()) { rest.removeFirst() }
        while let last = rest.last, joints.contains(last.lowercased()) { rest.removeLast() }
        return (rest.joined(separator: " "), isChoice && !rest.isEmpty)
    }
}

extension JSONValue {
    /// Compact JSON in which no `<` stands: inside a page, `</script>` would end it.
    var embeddable: String {
        var bytes: [UInt8] = []
        for part in encoded.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false) {
            // Outside of strings JSON has no such sign, so that an escape may take its place wherever it is.
            if part.startIndex > 0 { bytes += "\\u003c".utf8 }
            bytes += part
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
