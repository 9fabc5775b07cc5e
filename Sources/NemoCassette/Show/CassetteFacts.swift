#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import NemoHTTP
import NemoTime

/// What `nemo cassette ls` tells about a cassette.
package struct CassetteFacts: Sendable {
  package var name: String
  package var origin = ""
  package var backend = ""
  package var note = ""
  package var exchanges = 0
  /// In ISO 8601; empty when the cassette can't be read.
  package var recorded = ""
  /// Of all files of the cassette.
  package var sizeBytes: Int
  /// Whether a recording was left behind.
  package var isUnsealed: Bool
  /// Why the cassette can't be read.
  package var problem: String?

  package init(_ cassette: Cassette) {
    name = cassette.name
    sizeBytes = Self.size(of: cassette.path)
    isUnsealed = cassette.hasUnsealedRecording
    do {
      let tape = try cassette.load().masked()
      origin = tape.header.origin.rawValue
      backend = tape.header.backend
      note = tape.header.note
      exchanges = tape.exchanges.count
      recorded = tape.header.recorded.iso8601
    } catch {
      problem = "\(error)"
    }
  }

  /// The size of a file, or of all files in a folder, in bytes; zero when there is nothing.
  package static func size(of path: String) -> Int {
    let store = DiskFileStore()
    if path.hasSuffix(".sqlite") { return (try? store.size(of: path)) ?? 0 }
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return files.reduce(0) { $0 + ((try? store.size(of: path + "/" + $1)) ?? 0) }
  }
}

/// The cassettes of a folder as a table that fits a width.
package struct CassetteTable {
  /// Below it the note tells nothing.
  private static let narrowestNote = 12

  private let rows: [CassetteFacts]

  package init(_ rows: [CassetteFacts]) {
    self.rows = rows
  }

  private struct Column {
    var title: String
    var width: Int
    var alignRight = false
    var tone = ShownLine.Tone.plain
    var text: (CassetteFacts) -> String

    func cell(_ text: String) -> String {
      TextColumns.fit(text, width, alignRight: alignRight) + " "
    }
  }

  /// - Parameter width: in columns, where the least important ones make room for the note; nil cuts
  ///   nothing.
  package func lines(width: Int?) -> [ShownLine] {
    var columns = columns(width)
    func room(_ width: Int) -> Int { columns.reduce(width) { $0 - $1.width - 1 } }
    while let width, room(width) < Self.narrowestNote, columns.count > 1 { columns.removeLast() }
    let shown = Self.order.compactMap { title in columns.first { $0.title == title } }
    let heading = shown.map { $0.cell($0.title) }.joined() + "NOTE"
    return [ShownLine(heading, .dim)]
      + rows.map { row in
        shown.reduce(ShownLine()) { $0 + ShownLine($1.cell($1.text(row)), $1.tone) }
          + remark(row, width.map(room))
      }
  }

  private static let order = ["NAME", "ORIGIN", "EXCHANGES", "RECORDED", "SIZE"]

  /// The most important one first.
  private func columns(_ width: Int?) -> [Column] {
    let name = self.width("NAME", { $0.name }, limit: width.map { max(12, $0 / 3) })
    let origin = self.width("ORIGIN", { $0.origin }, limit: width.map { _ in 12 })
    return [
      Column(title: "NAME", width: name, tone: .strong) { $0.name },
      Column(title: "EXCHANGES", width: 9, alignRight: true) {
        $0.problem == nil ? "\($0.exchanges)" : ""
      },
      Column(title: "ORIGIN", width: origin) { $0.origin },
      Column(title: "RECORDED", width: 10) { String($0.recorded.prefix(10)) },
      Column(title: "SIZE", width: 8, alignRight: true) { Figures.bytes($0.sizeBytes) },
    ]
  }

  private func remark(_ row: CassetteFacts, _ width: Int?) -> ShownLine {
    func cut(_ text: String, after used: Int = 0) -> String {
      width.map { TextColumns.shorten(text, to: $0 - used) } ?? text
    }
    if row.problem != nil { return ShownLine(cut("unreadable: show says why"), .bad) }
    guard row.isUnsealed else { return ShownLine(cut(row.note)) }
    return ShownLine("unsealed", .bad)
      + ShownLine(cut(row.note.isEmpty ? "" : " " + row.note, after: 8))
  }

  private func width(_ title: String, _ text: (CassetteFacts) -> String, limit: Int?) -> Int {
    min(limit ?? .max, max(title.count, rows.map { TextColumns.width(text($0)) }.max() ?? 0))
  }
}
