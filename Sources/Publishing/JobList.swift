package import Commands
import Groups
import JSON

/// The list of all jobs that were published, as an [ItemList](https://schema.org/ItemList) of schema.org.
package struct JobList {
    private let publication: Publication
    private var jobs: [JobID] = []

    package init(_ publication: Publication) {
        self.publication = publication
    }

    /// How many jobs there are.
    package var count: Int { jobs.count }

    package mutating func add(_ job: PublicJob) {
        jobs.append(job.id)
    }

    /// JSON-LD, an item a line.
    package var text: String {
        let head: JSONValue = [
            "@context": "https://schema.org/", "@type": "ItemList",
            "name": .string(publication.selection.title(in: publication.hall)),
            "numberOfItems": .int(Int64(jobs.count)),
        ]
        let items = jobs.enumerated().map { index, job in
            let item: JSONValue = [
                "@type": "ListItem", "position": .int(Int64(index + 1)),
                "url": .string(publication.address(of: Publication.path(of: job))),
            ]
            return "\n" + item.embeddable
        }
        return "\(head.embeddable.dropLast()),\"itemListElement\":[\(items.joined(separator: ","))]}\n"
    }
}
