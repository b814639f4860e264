// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "guildhall",
    products: [.executable(name: "guildhall", targets: ["guildhall"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
        .package(url: "https://github.com/pointfreeco/xctest-dynamic-overlay", from: "1.13.1"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "Identifiers"),
        .target(name: "Groups", dependencies: ["Identifiers", .crypto]),
        .target(name: "Commands", dependencies: ["Groups", "Identifiers"]),
        .target(name: "CSQLite"),
        .target(
            name: "SQLiteStorage",
            dependencies: ["CSQLite", "Groups", "Identifiers", .grdb, .grdbSQLite]
        ),
        .target(name: "HTTP"),
        .target(name: "JSON"),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CurlHTTP", dependencies: ["CCurl", "HTTP"]),
        .target(name: "Matrix", dependencies: ["HTTP", "Identifiers", "JSON"]),
        .target(name: "MatrixCrypto", dependencies: ["Identifiers", "JSON", .crypto, .cryptoExtras]),
        .target(
            name: "Encryption",
            dependencies: ["Groups", "Identifiers", "JSON", "Matrix", "MatrixCrypto", "SQLiteStorage", .crypto]
        ),
        .target(name: "Publishing", dependencies: ["Commands", "Groups", "Identifiers", "JSON"]),
        .target(
            name: "Bot",
            dependencies: [
                "Commands", "Encryption", "Groups", "HTTP", "Identifiers", "JSON", "Matrix", "MatrixCrypto",
                "SQLiteStorage", .crypto, .logging, .serviceLifecycle,
            ]
        ),
        .executableTarget(
            name: "guildhall",
            dependencies: [
                "Bot", "Commands", "CurlHTTP", "Encryption", "Groups", "HTTP", "Identifiers", "JSON", "Matrix",
                "MatrixCrypto", "Publishing", "SQLiteStorage", .argumentParser, .logging, .serviceLifecycle, .toml,
                .unixSignals,
            ]
        ),
        .target(
            name: "BotTesting",
            dependencies: [
                "Bot", "Commands", "Encryption", "Groups", "HTTP", "Identifiers", "JSON", "Matrix", "MatrixCrypto",
                "SQLiteStorage", .grdb, .logging,
            ]
        ),
        .executableTarget(
            name: "stub-homeserver",
            path: "Sources/StubHomeserver",
            cSettings: [.define("_GNU_SOURCE")]
        ),
        .target(name: "SeededTesting"),
        .target(
            name: "FuzzTesting",
            dependencies: [
                "Encryption", "Groups", "Identifiers", "JSON", "Matrix", "MatrixCrypto", "SQLiteStorage",
                "SeededTesting",
                .grdb,
            ]
        ),
        .executableTarget(name: "fuzz", dependencies: ["FuzzTesting"]),
        .target(
            name: "SynapseTesting",
            dependencies: ["CurlHTTP", "HTTP", "Identifiers", "JSON", "Matrix"],
            exclude: ["Clients"]
        ),
        .executableTarget(
            name: "workbench",
            dependencies: [
                "BotTesting", "CurlHTTP", "Encryption", "Groups", "HTTP", "Identifiers", "JSON", "Matrix",
                "MatrixCrypto",
                "SQLiteStorage", "SynapseTesting",
                .argumentParser,
            ]
        ),
        .testTarget(name: "GroupsTests", dependencies: ["Groups", "Identifiers", "SeededTesting"]),
        .testTarget(name: "CommandsTests", dependencies: ["Commands", "Groups", "Identifiers", "SeededTesting"]),
        .testTarget(
            name: "PublishingTests",
            dependencies: ["Commands", "Groups", "Identifiers", "Publishing"]
        ),
        .testTarget(
            name: "SQLiteStorageTests",
            dependencies: [
                "Bot", "BotTesting", "Commands", "Groups", "Identifiers", "SQLiteStorage", "SeededTesting", .grdb,
                .customDump, .issueReporting,
            ],
            exclude: ["Samples"]
        ),
        .testTarget(name: "CurlHTTPTests", dependencies: ["CurlHTTP", "HTTP", .flyingFox, .flyingSocks]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "MatrixTests", dependencies: ["HTTP", "Identifiers", "JSON", "Matrix"]),
        .testTarget(
            name: "MatrixCryptoTests",
            dependencies: ["FuzzTesting", "Identifiers", "JSON", "MatrixCrypto", "SeededTesting"],
            exclude: ["Oracle"]
        ),
        .testTarget(
            name: "EncryptionTests",
            dependencies: [
                "Bot", "Encryption", "Groups", "Identifiers", "JSON", "Matrix", "MatrixCrypto", "SQLiteStorage",
                "SeededTesting", .grdb,
            ]
        ),
        .testTarget(name: "ProgramTests", dependencies: ["guildhall", "Bot", "Groups", "Identifiers"]),
        .testTarget(
            name: "BotTests",
            dependencies: [
                "Bot", "BotTesting", "Commands", "Groups", "HTTP", "Identifiers", "JSON", "Matrix", "SQLiteStorage",
                .logging,
                .serviceLifecycle,
            ]
        ),
        .testTarget(
            name: "ConversationTests",
            dependencies: ["BotTesting", "Identifiers", "SQLiteStorage", .customDump, .grdb, .issueReporting],
            exclude: ["Conversations"]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["CurlHTTP", "HTTP", "Identifiers", "JSON", "Matrix", "MatrixCrypto", "SynapseTesting"],
            exclude: ["Validation"]
        ),
        .testTarget(name: "TidyTests"),
    ],
    cLanguageStandard: .c11
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let customDump = product(name: "CustomDump", package: "swift-custom-dump")
    static let flyingFox = product(name: "FlyingFox", package: "FlyingFox")
    static let flyingSocks = product(name: "FlyingSocks", package: "FlyingFox")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let grdbSQLite = product(name: "GRDBSQLite", package: "GRDB.swift")
    /// Without this, `expectNoDifference` reports nothing and the test passes.
    static let issueReporting = product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay")
    static let logging = product(name: "Logging", package: "swift-log")
    static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let toml = product(name: "TOMLKit", package: "TOMLKit")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
}
