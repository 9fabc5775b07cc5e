public import NemoHTTP
public import NemoTime
import HTTPTypes

/// Writes down everything that passes between a client and a transport.
///
/// What arrives is committed to SQLite, redacted, before the client gets it; the client gets the
/// original bytes. After the process dies, what had arrived is in the folder's `recording.sqlite`,
/// which plays as it is. Safe to use from any thread.
///
/// ```swift
/// let recorder = try Recorder(
///   wrapping: transport, into: cassette.path, origin: .live, backend: baseURL, time: RealTime())
/// // … the journey …
/// try recorder.finish()
/// ```
public final class Recorder: HTTPTransport {
  private let base: any HTTPTransport
  private let cassette: Cassette
  private let session: RecordingSession

  /// Begins a recording; the calendar time of `time` becomes the tape's date.
  ///
  /// - Parameters:
  ///   - path: the cassette's folder; made when there is none. A text that is there is replaced by
  ///     ``finish()``.
  ///   - backend: the base URL that the client uses.
  ///   - time: the clock of `base` as well: its deliveries are stamped on it.
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/leftover`` when an earlier recording is
  ///   there, or ``CassetteError/Code/unwritable``.
  public init(
    wrapping base: any HTTPTransport, into path: String, origin: Tape.Origin, backend: String,
    time: any TimeSource, limits: RecordingLimits = RecordingLimits(), note: String = ""
  ) throws {
    self.base = base
    cassette = Cassette(path: path)
    let folder = cassette.folder
    guard !folder.hasRecording else {
      throw CassetteError(
        .leftover,
        "An earlier recording of \(cassette.name) was not sealed. To keep what had arrived: "
          + "nemo cassette recover \(cassette.name). To record again, delete "
          + "\(folder.databasePath).")
    }
    try folder.create()
    // What a crash at the end of an earlier sealing left must not count as this one's.
    try folder.removeLeftovers()
    let header = Tape.Header(origin: origin, backend: backend, recorded: time.wall, note: note)
    do {
      session = try RecordingSession(in: folder, header: header, time: time, limits: limits)
    } catch {
      try? folder.removeRecording()
      throw CassetteError(
        .unwritable, "\(folder.databasePath) cannot be written. Choose another folder.")
    }
  }

  /// Sends a request as the wrapped transport does, asking for the identity encoding.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let exchange = ExchangeRecording(request, session)
    var observed = request
    observed.head.headerFields[.acceptEncoding] = "identity"
    observed.body = exchange.observing(request.body)
    do {
      let response = try await base.send(observed)
      exchange.receive(response.head)
      await exchange.completeRequest(request.body)
      return TransportResponse(
        head: response.head, body: exchange.observing(response: response.body))
    } catch {
      await exchange.completeRequest(request.body)
      exchange.fail(error)
      throw error
    }
  }

  /// Stops and seals: the recording becomes text, and the database goes.
  ///
  /// Exchanges that are under way count as left by the client. Requests made afterwards still pass,
  /// unrecorded. Call once.
  ///
  /// - Returns: the tape as it was written.
  /// - Throws: ``CassetteError``: a failure to record or to write, or a secret that was found. The
  ///   database stays then.
  @discardableResult
  public func finish() throws -> Tape {
    do {
      let redactor = try session.finish()
      var tape = try cassette.load()
      for index in tape.exchanges.indices where tape.exchanges[index].end.kind == .unfinished {
        tape.exchanges[index].end.kind = .cancelled
      }
      tape = try cassette.write(tape, scanning: redactor)
      try cassette.folder.removeLeftovers()
      return tape
    } catch let error as CassetteError {
      throw error
    } catch {
      throw unwritable
    }
  }

  /// Stops and throws the recording away; a text that was there before stays.
  public func discard() throws {
    _ = try? session.finish()
    try cassette.folder.removeLeftovers()
  }

  private var unwritable: CassetteError {
    CassetteError(
      .unwritable,
      "The recording of \(cassette.name) could not be written to the disk. Free some space, then "
        + "keep what had arrived: nemo cassette recover \(cassette.name)")
  }
}
