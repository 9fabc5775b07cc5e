import NemoHTTP
import NemoTime

/// What all exchanges of one recording share: the database and the redactor.
///
/// A failure to record never reaches the live client: the first one is kept, nothing more is
/// written, and ``finish()`` throws it.
final class RecordingSession: Sendable {
  let backend: String
  let time: any TimeSource
  let limits: RecordingLimits
  /// Where the files of large bodies go.
  let folder: CassetteFolder
  private let start: Instant
  private let state: Locked<State>

  private struct State {
    var database: RecordingDatabase?
    var redactor: Redactor
    var count = 0
    var failure: (any Error)?
  }

  /// Begins a recording in a folder that holds none.
  init(
    in folder: CassetteFolder, header: Tape.Header, time: any TimeSource, limits: RecordingLimits
  ) throws {
    var redactor = Redactor()
    var redacted = header
    redacted.backend = try redactor.redact(header.backend)
    redacted.note = try redactor.redact(header.note)
    let database = try RecordingDatabase(path: folder.databasePath)
    try database.insert([.header(redacted)])
    self.backend = header.backend
    self.time = time
    self.limits = limits
    self.folder = folder
    self.start = time.now
    self.state = Locked(State(database: database, redactor: redactor))
  }

  /// Time on the tape: since the recording began.
  var offset: Duration { start.duration(to: time.now).onTape }

  /// Takes part in the recording: `body` redacts, and the rows that it returns are committed.
  func record(_ body: (inout Redactor) throws -> [RecordingRow]) {
    state.withLock { state in
      guard state.failure == nil, let database = state.database else { return }
      do {
        try database.insert(body(&state.redactor))
      } catch {
        state.failure = error
      }
    }
  }

  /// The number of a new exchange. Its id follows from what is asked, once the tape is read.
  func nextExchange() -> Int {
    state.withLock { state in
      defer { state.count += 1 }
      return state.count
    }
  }

  /// Stops recording. What comes later is not recorded.
  ///
  /// - Returns: what knows the secrets of this recording.
  /// - Throws: the first failure to record.
  func finish() throws -> Redactor {
    let database = state.withLock { state in
      defer { state.database = nil }
      return state.database
    }
    try database?.close()
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.redactor
    }
  }
}
