import NemoHTTP
import NemoTime

/// Reads the pieces of a body from a database, one at a time.
final class PieceReader: FileReader {
  private let database: RecordingDatabase
  private let number: Int
  private let state = Locked(State())

  private struct State {
    var row: Int64 = .min
    var rest: ArraySlice<UInt8> = []
  }

  init(_ database: RecordingDatabase, number: Int) {
    self.database = database
    self.number = number
  }

  func read(upTo count: Int) throws -> [UInt8] {
    try state.withLock { state in
      while state.rest.isEmpty {
        guard let piece = try database.piece(of: number, after: state.row) else { return [] }
        (state.row, state.rest) = (piece.row, piece.bytes[...])
      }
      let part = state.rest.prefix(count)
      state.rest.removeFirst(part.count)
      return Array(part)
    }
  }
}
