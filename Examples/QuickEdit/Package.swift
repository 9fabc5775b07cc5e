// swift-tools-version: 6.2
import PackageDescription

// A package outside nemo, as its users have it. They write
//   .package(url: "https://github.com/<owner>/nemo", from: "0.1.0")
let package = Package(
  name: "QuickEdit",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "nemo", path: "../..")],
  targets: [
    .target(name: "Editing", dependencies: [.product(name: "Nemo", package: "nemo")]),
    .executableTarget(
      name: "QuickEdit", dependencies: ["Editing", .product(name: "Nemo", package: "nemo")]),
    .testTarget(
      name: "EditingTests",
      dependencies: ["Editing", .product(name: "NemoTesting", package: "nemo")]),
  ]
)
