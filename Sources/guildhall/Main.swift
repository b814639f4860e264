import ArgumentParser

@main
struct Guildhall: AsyncParsableCommand {
    func run() async throws {}
}
