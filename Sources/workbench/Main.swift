import ArgumentParser

@main
struct Workbench: AsyncParsableCommand {
    func run() async throws {}
}
