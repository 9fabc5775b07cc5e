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
  private let rows: [CassetteFacts]

  package init(_ rows: [CassetteFacts]) {
    self.rows = rows
  }

  package func lines(width: Int) -> [ShownLine] {
    let name = column("NAME", { $0.name }, limit: max(12, width / 3))
    let origin = column("ORIGIN", { $0.origin }, limit: 12)
    let used = name + origin + 9 + 10 + 8 + 5
    return [heading(name, origin)]
      + rows.map { row in
        var line = ShownLine(TextColumns.fit(row.name, name) + " ", .strong)
        line += ShownLine(TextColumns.fit(row.origin, origin) + " ")
        line += ShownLine(
          TextColumns.fit(row.problem == nil ? "\(row.exchanges)" : "", 9, alignRight: true) + " ")
        line += ShownLine(TextColumns.fit(String(row.recorded.prefix(10)), 10) + " ")
        line += ShownLine(
          TextColumns.fit(Figures.bytes(row.sizeBytes), 8, alignRight: true) + " ")
        return line + remark(row, max(8, width - used))
      }
  }

  private func heading(_ name: Int, _ origin: Int) -> ShownLine {
    ShownLine(
      [
        TextColumns.fit("NAME", name), TextColumns.fit("ORIGIN", origin), "EXCHANGES",
        TextColumns.fit("RECORDED", 10), TextColumns.fit("SIZE", 8, alignRight: true), "NOTE",
      ].joined(separator: " "), .dim)
  }

  private func remark(_ row: CassetteFacts, _ width: Int) -> ShownLine {
    if row.problem != nil {
      return ShownLine(TextColumns.shorten("unreadable: show says why", to: width), .bad)
    }
    guard row.isUnsealed else { return ShownLine(TextColumns.shorten(row.note, to: width)) }
    return ShownLine("unsealed", .bad)
      + ShownLine(TextColumns.shorten(row.note.isEmpty ? "" : " " + row.note, to: width - 8))
  }

  private func column(
    _ title: String, _ text: (CassetteFacts) -> String, limit: Int
  ) -> Int {
    min(limit, max(title.count, rows.map { TextColumns.width(text($0)) }.max() ?? 0))
  }
}
