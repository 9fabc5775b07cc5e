// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled with the same rules; in CI a warning is an error.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

// What a target may import is decided here and checked by `TidyTests`,
// because SwiftPM does not reliably refuse an undeclared sibling.
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let nioCore: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
]
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")

func library(
  _ name: String, at path: String? = nil, _ dependencies: [Target.Dependency],
  excluding excluded: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, exclude: excluded, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "nemo",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Nemo", targets: ["Nemo"]),
    .library(name: "NemoClient", targets: ["NemoClient", "CurlTransport"]),
    .library(name: "NemoCassette", targets: ["NemoCassette"]),
    .library(
      name: "NemoSimulator", targets: ["NemoSimulator", "SimulatorService", "LoopbackServer"]),
    .library(name: "NemoTesting", targets: ["NemoTesting"]),
    .executable(name: "nemo", targets: ["NemoCommand"]),
    .executable(name: "nemo-simulator", targets: ["NemoSimulatorCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // Seams
    library("NemoTime", []),
    library("NemoHTTP", ["NemoTime", httpTypes]),

    // Client
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    library("CurlTransport", ["NemoHTTP", "NemoTime", "CCurl", httpTypes]),
    library("NemoClient", ["NemoHTTP", "NemoTime", httpTypes]),
    library("NemoLedger", ["NemoClient", "NemoTime", grdb]),

    // Cassettes
    library(
      "NemoCassette", ["NemoHTTP", "NemoTime", httpTypes, grdb, crypto], excluding: ["FORMAT.md"]),

    // Simulator
    library(
      "NemoSimulator", at: "Simulator/World", ["NemoHTTP", "NemoTime", httpTypes],
      excluding: ["Contract/Samples"]),
    library(
      "SimulatorService", at: "Simulator/Service",
      ["NemoSimulator", "NemoHTTP", "NemoTime", httpTypes, crypto, grdb, yams]),
    library(
      "LoopbackServer", at: "Simulator/Server",
      ["NemoHTTP", "NemoTime", httpTypes] + nioCore),
    library(
      "SimulatorProcess", at: "Simulator/Process",
      [
        "SimulatorService", "LoopbackServer", "NemoSimulator", "NemoCassette", "NemoHTTP",
        "NemoTime", argumentParser,
      ]),
    .executableTarget(
      name: "NemoSimulatorCommand", dependencies: ["SimulatorProcess", argumentParser],
      path: "Simulator/Command", swiftSettings: settings),

    // Together
    library(
      "Nemo",
      [
        "NemoClient", "NemoLedger", "CurlTransport", "NemoCassette", "NemoHTTP", "NemoTime",
        "SimulatorService", "NemoSimulator", httpTypes,
      ]),
    library(
      "NemoTesting",
      [
        "Nemo", "NemoClient", "NemoCassette", "CurlTransport", "LoopbackServer",
        "SimulatorService", "NemoSimulator", "NemoHTTP", "NemoTime", httpTypes,
      ]),
    .executableTarget(
      name: "NemoCommand",
      dependencies: [
        "Nemo", "NemoClient", "NemoCassette", "NemoLedger", "NemoHTTP", "NemoTime",
        "SimulatorProcess", "SimulatorService", "CurlTransport", "LoopbackServer", httpTypes,
        argumentParser,
      ],
      swiftSettings: settings),

    // Tests
    // No NIO behind it: its copy of the C library's headers hides the members of `sockaddr_in`.
    library("RawSockets", at: "Tests/RawSockets", ["NemoTime"]),
    library("ChildPrograms", at: "Tests/ChildPrograms", ["NemoTime"]),
    library("LoopbackTLS", at: "Tests/LoopbackTLS", ["LoopbackServer", nioSSL]),
    tests("NemoTimeTests", ["NemoTime"]),
    tests("NemoHTTPTests", ["NemoHTTP"]),
    tests(
      "CurlTransportTests",
      [
        "CurlTransport", "NemoHTTP", "NemoTime", "LoopbackServer", "LoopbackTLS", "RawSockets",
        httpTypes,
      ]),
    tests("NemoClientTests", ["NemoClient", "NemoHTTP", "NemoTime", httpTypes]),
    tests("NemoLedgerTests", ["NemoLedger", "NemoClient", "NemoTime", grdb]),
    tests("NemoCassetteTests", ["NemoCassette", "NemoHTTP", "NemoTime", httpTypes, grdb]),
    tests(
      "CassetteWireTests",
      [
        "NemoCassette", "CurlTransport", "LoopbackServer", "RawSockets", "NemoClient", "NemoHTTP",
        "NemoTime", httpTypes,
      ]),
    tests(
      "GatewayTests",
      [
        "NemoCassette", "CurlTransport", "LoopbackServer", "RawSockets", "NemoHTTP", "NemoTime",
        httpTypes,
      ]),
    // A process that is killed at every write, and what counts its writes.
    .target(name: "WriteFaults", path: "Tests/WriteFaults"),
    .executableTarget(
      name: "RecordingVictim",
      dependencies: ["NemoCassette", "NemoHTTP", "NemoTime", "WriteFaults", httpTypes],
      path: "Tests/RecordingVictim", swiftSettings: settings),
    tests(
      "CassetteCrashTests",
      ["NemoCassette", "NemoHTTP", "NemoTime", "RecordingVictim", "ChildPrograms"]),
    tests("NemoSimulatorTests", ["NemoSimulator", "NemoHTTP", "NemoTime", httpTypes]),
    tests(
      "SimulatorServiceTests",
      ["SimulatorService", "NemoSimulator", "NemoHTTP", "NemoTime", httpTypes]),
    tests(
      "SimulatorProcessTests",
      ["SimulatorProcess", "SimulatorService", "NemoSimulator", "NemoTime", argumentParser]),
    // A process that edits in one world of a shared simulator.
    .executableTarget(
      name: "WorldVisitor",
      dependencies: ["NemoClient", "CurlTransport", "NemoHTTP", "NemoTime", httpTypes],
      path: "Tests/WorldVisitor", swiftSettings: settings),
    tests(
      "ControlTests",
      [
        "SimulatorService", "SimulatorProcess", "LoopbackServer", "NemoSimulator", "CurlTransport",
        "NemoCassette", "WorldVisitor", "ChildPrograms", "NemoHTTP", "NemoTime", httpTypes,
      ]),
    tests(
      "HostileTests",
      [
        "SimulatorService", "NemoSimulator", "LoopbackServer", "NemoSimulatorCommand",
        "RawSockets", "ChildPrograms", "NemoHTTP", "NemoTime", httpTypes,
      ]),
    tests("NemoTests", ["Nemo", "NemoSimulator", "NemoHTTP", "NemoTime", httpTypes]),
    tests(
      "NemoTestingTests",
      [
        "NemoTesting", "Nemo", "NemoCassette", "NemoSimulator", "NemoClient", "RawSockets",
        "NemoHTTP", "NemoTime", httpTypes,
      ]),
    tests(
      "NemoCommandTests",
      [
        "NemoCommand", "Nemo", "NemoClient", "NemoCassette", "NemoSimulator", "NemoHTTP",
        "NemoTime",
        argumentParser,
      ]),
    tests(
      "JourneyTests",
      [
        "Nemo", "NemoTesting", "NemoClient", "NemoCassette", "NemoSimulator", "SimulatorService",
        "CurlTransport", "NemoHTTP", "NemoTime", httpTypes,
      ]),
    tests(
      "FaultTests",
      [
        "Nemo", "NemoTesting", "NemoClient", "NemoSimulator", "SimulatorService", "CurlTransport",
        "LoopbackServer", "RawSockets", "NemoHTTP", "NemoTime", httpTypes,
      ]),
    tests(
      "ScenarioTests",
      [
        "NemoTesting", "Nemo", "NemoClient", "SimulatorService", "NemoSimulator", "NemoHTTP",
        "NemoTime", httpTypes,
      ]),
    tests("ContractTests", ["NemoClient", "NemoSimulator", "NemoHTTP", "NemoTime", httpTypes]),
    tests("TidyTests", []),
    tests(
      "LoopbackServerTests",
      ["LoopbackServer", "LoopbackTLS", "RawSockets", "NemoHTTP", "NemoTime", httpTypes] + nioCore
        + [.product(name: "NIOEmbedded", package: "swift-nio")]),
  ]
)
