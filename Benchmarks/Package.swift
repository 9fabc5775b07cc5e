// swift-tools-version: 6.2
import PackageDescription

// Nested, so that whoever depends on nemo never resolves what measures it.
let package = Package(
  name: "nemo-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "nemo", path: ".."),
    // Without its traits: the interposers are not needed for wall-clock figures.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CPlainCurl", path: "CPlainCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .target(name: "PlainSockets", path: "PlainSockets"),
    .target(name: "PlainCurl", dependencies: ["CPlainCurl"], path: "PlainCurl"),
    .executableTarget(
      name: "NemoBenchmarks",
      dependencies: [
        "PlainCurl",
        .product(name: "NemoClient", package: "nemo"),
        .product(name: "NemoCassette", package: "nemo"),
        .product(name: "NemoSimulator", package: "nemo"),
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      path: "Benchmarks/NemoBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "Bars",
      dependencies: [
        "PlainCurl", "PlainSockets",
        .product(name: "NemoClient", package: "nemo"),
        .product(name: "NemoSimulator", package: "nemo"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      path: "Bars",
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        .product(name: "NemoCassette", package: "nemo"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Fuzz",
      swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)
