import Foundation
import NemoCassette
import Testing

/// `Cassettes/README.md` tells of every tape, and tells the truth.
@Suite struct CassetteTableTests {
  /// What a person reviews in one go.
  static let tapeLimitBytes = 48_000

  struct Row: Hashable {
    var name: String
    var origin: String
  }

  /// The rows that begin with a name in code marks and have three cells.
  private func rows() throws -> [Row] {
    let text = try String(contentsOfFile: Journey.cassettes + "/README.md", encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[0].hasPrefix("`"), cells[0].hasSuffix("`") else { return nil }
      return Row(name: String(cells[0].dropFirst().dropLast()), origin: cells[1])
    }
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Journey.cassettes)
      .filter { $0.hasSuffix(".cassette") }.map { String($0.dropLast(9)) }.sorted()
  }

  @Test func `every cassette has a row and every row a cassette`() throws {
    #expect(try rows().map(\.name).sorted() == names())
  }

  @Test func `the origin in the table is that of the tape, and every tape has a note`() throws {
    for row in try rows() {
      let header = try Cassette(named: row.name, in: Journey.cassettes).load().header
      #expect(header.origin.rawValue == row.origin, "\(row.name)")
      #expect(!header.note.isEmpty, "\(row.name) has no note")
    }
  }

  @Test func `every tape is small enough to review`() throws {
    for name in try names() {
      let path = Journey.cassettes + "/\(name).cassette/tape.jsonl"
      let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
      #expect(size <= Self.tapeLimitBytes, "\(name) has \(size) bytes")
    }
  }

  @Test func `every journey and every conversation of the tests has its cassette`() throws {
    let known =
      Journey.simulated.map(\.name) + Journey.handwritten.map(\.name)
      + ADKConversation.all.map(\.name)
    #expect(try names() == known.sorted())
  }
}
