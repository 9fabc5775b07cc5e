import Testing

/// The walls of the package: which target may import which module.
///
/// SwiftPM does not reliably refuse an import of a sibling that is not declared, so this table does.
@Suite struct ImportTests {
  /// What any target may use: the system's own modules.
  static let system: Set<String> = [
    "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl",
  ]

  static let nio: Set<String> = [
    "NIOCore", "NIOPosix", "NIOHTTP1", "NIOConcurrencyHelpers",
  ]

  static let allowed: [String: Set<String>] = [
    "Sources/NemoTime": [],
    "Sources/NemoHTTP": ["NemoTime", "HTTPTypes"],
    "Sources/CurlTransport": ["CCurl", "NemoHTTP", "NemoTime", "HTTPTypes"],
    "Sources/NemoClient": ["NemoHTTP", "NemoTime", "HTTPTypes"],
    "Sources/NemoLedger": ["NemoClient", "NemoTime", "GRDB"],
    "Sources/NemoCassette": ["NemoHTTP", "NemoTime", "HTTPTypes", "GRDB", "Crypto"],
    "Simulator/World": ["NemoHTTP", "NemoTime", "HTTPTypes"],
    "Simulator/Service": [
      "NemoSimulator", "NemoHTTP", "NemoTime", "HTTPTypes", "Crypto", "Yams", "GRDB",
    ],
    "Simulator/Server": nio.union(["NemoHTTP", "NemoTime", "HTTPTypes"]),
    "Simulator/Process": [
      "SimulatorService", "LoopbackServer", "NemoSimulator", "NemoCassette", "NemoHTTP", "NemoTime",
      "ArgumentParser",
    ],
    "Simulator/Command": ["SimulatorProcess", "ArgumentParser"],
    "Sources/Nemo": [
      "NemoClient", "NemoLedger", "CurlTransport", "NemoCassette", "NemoSimulator",
      "SimulatorService", "NemoHTTP", "NemoTime", "HTTPTypes",
    ],
    "Sources/NemoTesting": [
      "Nemo", "NemoClient", "NemoCassette", "NemoSimulator", "CurlTransport", "LoopbackServer",
      "SimulatorService", "NemoHTTP", "NemoTime", "HTTPTypes", "Testing",
    ],
    "Sources/NemoCommand": [
      "Nemo", "NemoClient", "NemoCassette", "NemoLedger", "NemoHTTP", "NemoTime",
      "SimulatorProcess", "SimulatorService", "CurlTransport", "LoopbackServer", "HTTPTypes",
      "ArgumentParser",
    ],
  ]

  @Test func `every target imports only what its wall lets through`() throws {
    for (folder, modules) in Self.allowed.sorted(by: { $0.key < $1.key }) {
      let files = try SourceTree.files(below: folder)
      #expect(!files.isEmpty, "\(folder) has no Swift files: is the table out of date?")
      for file in files {
        for (module, line) in file.imports where !Self.system.union(modules).contains(module) {
          Issue.record("\(file.path):\(line) imports \(module), which \(folder) may not")
        }
      }
    }
  }

  @Test func `every folder with sources has a row in the table`() throws {
    let files = try SourceTree.files(below: "Sources") + SourceTree.files(below: "Simulator")
    let folders = Set(files.map { $0.path.split(separator: "/").prefix(2).joined(separator: "/") })
    #expect(folders.subtracting(Self.allowed.keys).sorted() == [])
  }

  @Test func `an import is recognised in all its spellings`() {
    let file = SourceTree.File(
      path: "a.swift",
      lines: """
        import A
        public import B
        @testable import C
          package import struct D.Name
        // import E
        """.split(separator: "\n"))
    #expect(file.imports.map(\.module) == ["A", "B", "C", "D"])
  }
}
