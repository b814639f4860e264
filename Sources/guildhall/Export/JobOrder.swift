import Foundation

/// What somebody wants exported.
struct JobOrder: Codable {
    /// The name of a sponsor: only jobs that request a group of it.
    var sponsor: String?
    /// The handle of a group: only jobs that request it.
    var group: String?
    /// Where the files can be read, ending in `/`.
    var site: String?
    /// How many jobs the feed has at most.
    var entries: Int

    static let entriesRange = 1...1000

    /// The address of a folder that can be reached over HTTPS, ending in `/`; nil for anything else.
    static func folderAddress(_ text: String) -> String? {
        guard text.utf8.count <= 500, let parts = URLComponents(string: text), parts.scheme == "https",
            parts.host?.isEmpty == false, parts.user == nil, parts.query == nil, parts.fragment == nil,
            // Components take letters of any script, and put them as the address has them.
            let address = parts.string
        else { return nil }
        return address.hasSuffix("/") ? address : address + "/"
    }
}

/// Why jobs can't be exported.
enum ExportError: Error, Equatable, CustomStringConvertible {
    case noSuchGroup(String)
    case noSuchSponsor(String)
    /// Somebody else made the file that would be written.
    case foreign(String)
    case unreadable(String)
    case unwritable(String)
    /// What the bot gave out is not whole.
    case cutShort

    var description: String {
        switch self {
        case .noSuchGroup(let handle): "there is no group with the handle \(handle)"
        case .noSuchSponsor(let name): "there is no sponsor \(name)"
        case .foreign(let path): "\(path) was not made by an export: move it away, or name another folder"
        case .unreadable(let path): "\(path) cannot be read: run this as the bot's own user, or as root"
        case .unwritable(let path): "\(path) cannot be written: may you write there?"
        case .cutShort: "the jobs did not come whole: run this again"
        }
    }
}
