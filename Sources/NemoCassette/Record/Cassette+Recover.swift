#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import GRDB
import NemoHTTP

/// What could be kept of a recording whose process died.
public struct RecoveryReport: Sendable, Hashable {
  /// The ids of the exchanges that had ended, in the order in which they were asked.
  public var complete: [String]
  /// The ids of those that were under way; the tape marks them `unfinished`.
  public var unfinished: [String]

  public init(complete: [String] = [], unfinished: [String] = []) {
    self.complete = complete
    self.unfinished = unfinished
  }
}

extension Cassette {
  /// Turns a recording that was left behind into text, and removes what else it left.
  ///
  /// Exchanges that had ended are kept, the others are marked `unfinished`. A recording that died
  /// before its first line holds nothing and is removed; a text that was there before stays then.
  /// Safe to repeat; without a leftover the report is empty.
  ///
  /// - Throws: as ``load()`` and ``write(_:)``; the recording stays then.
  public func recover() throws -> RecoveryReport {
    var report = RecoveryReport()
    if folder.hasRecording, try hasBegun() {
      for exchange in try load().exchanges {
        if exchange.end.kind == .unfinished {
          report.unfinished.append(exchange.id)
        } else {
          report.complete.append(exchange.id)
        }
      }
      try sealLeftover()
    }
    try folder.removeLeftovers()
    return report
  }

  /// Whether the recording has its first row. What is no recording at all is for ``load()`` to
  /// refuse.
  private func hasBegun() throws -> Bool {
    // Of a database that died in its very first write, only a writer can read.
    let headers =
      Self.headers { try RecordingDatabase(reading: folder.databasePath) }
      ?? Self.headers { try RecordingDatabase(path: folder.databasePath) }
    return headers != 0
  }

  /// How many first rows there are; nil when that cannot be read.
  private static func headers(in open: () throws -> RecordingDatabase) -> Int? {
    guard let database = try? open() else { return nil }
    defer { try? database.close() }
    return try? database.read { database in
      // The tables are made in one transaction.
      try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
        ? 0 : try Int.fetchOne(database, sql: "SELECT count(*) FROM tape")
    }
  }
}

extension CassetteFolder {
  /// Removes a recording that has been sealed or given up, and the traces of crashes while sealing.
  func removeLeftovers() throws {
    try removeRecording()
    try? FileManager.default.removeItem(atPath: partialPath)
  }
}
