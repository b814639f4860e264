import Foundation
import FuzzTesting

// Feeds the parser that `GUILDHALL_FUZZ` names with libFuzzer, where this was built with `-D LIBFUZZER`, otherwise with random
// changes of well-formed input. `deploy/fuzz` builds and runs this.

#if LIBFUZZER
private let target: FuzzTarget? = {
    let name = ProcessInfo.processInfo.environment["GUILDHALL_FUZZ"]
    return try? FuzzTarget.all().first { $0.name == name }
}()

/// What libFuzzer calls once: puts well-formed inputs into the folder that it takes inputs from, its last argument.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
    _ count: UnsafePointer<CInt>,
    _ arguments: UnsafePointer<UnsafePointer<UnsafePointer<CChar>?>>
) -> CInt {
    guard let target, let folder = arguments.pointee[Int(count.pointee) - 1] else { exit(2) }
    for (number, seed) in target.seeds.enumerated() {
        let file = URL(filePath: String(cString: folder)).appending(path: "\(target.name)-\(number)")
        do { try Data(seed).write(to: file) } catch { exit(2) }
    }
    return 0
}

/// What libFuzzer calls for each input.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ length: Int) -> CInt {
    target?.read(Array(UnsafeBufferPointer(start: bytes, count: length)))
    return 0
}
#else
@main
enum Fuzz {
    static func main() throws {
        let environment = ProcessInfo.processInfo.environment
        let targets = try FuzzTarget.all()
        let name = environment["GUILDHALL_FUZZ"] ?? ""
        guard let target = targets.first(where: { $0.name == name }) else {
            print("The targets are: \(targets.map(\.name).joined(separator: ", "))")
            exit(2)
        }
        let seconds = environment["GUILDHALL_FUZZ_SECONDS"].flatMap { Int($0) } ?? 10
        let seed = environment["GUILDHALL_FUZZ_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)
        print("\(name): random changes from seed \(seed)")
        target.readAllChanges()
        var mutations = Mutations(seed: seed)
        let end = ContinuousClock.now + .seconds(seconds)
        var count = 0
        while ContinuousClock.now < end { count += target.readRandomChanges(100, &mutations) }
        print("\(name): \(count) inputs, and nothing found")
    }
}
#endif
