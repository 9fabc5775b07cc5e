import Nemo
import NemoCassette
public import NemoClient
public import NemoHTTP
public import NemoSimulator
import SimulatorService

/// The backend of one test: a tape or a simulated world that no other test shares.
///
/// ```swift
/// @Test(.simulator(seed: 7)) func `my editor adds a title`() async throws {
///   let nemo = try await TestBackend.current.connection()
///   let session = try await nemo.newSession()
///   …
/// }
/// ```
///
/// There are three ways in, and they lead to the same tape or world: ``connection()`` for this
/// package's client, ``transport`` with ``baseURL`` for code that takes an `HTTPTransport`, and
/// ``url()`` for any other HTTP client.
public final class TestBackend: Sendable {
  @TaskLocal static var local: TestBackend?

  /// The backend of the innermost scope that has one.
  ///
  /// - Throws: ``TestBackendError`` with ``TestBackendError/Code/noBackend``.
  public static var current: TestBackend {
    get throws(TestBackendError) {
      if let local { return local }
      throw TestBackendError(
        .noBackend,
        "This test has no backend. Add a trait to it, as in @Test(.cassette(\"quick-edit\")) or "
          + "@Test(.simulator()), or call withCassette or withSimulator. A detached task does "
          + "not see the backend of its test.")
    }
  }

  /// What answers, in memory. Its requests are made for ``baseURL``.
  public let transport: any HTTPTransport
  /// The clock of this backend: virtual, or the real one while the network is recorded.
  public let time: TestClock
  /// Where uploads of a ``connection()`` are read from and exports written to.
  public let files: any FileStore
  /// What paths are added to, without a slash at its end. Nothing listens there: it is for
  /// ``transport`` alone.
  public let baseURL: String
  /// What all randomness of a simulated world comes from; nil for a tape and for the network.
  public let seed: UInt64?
  /// The simulated world as it is now, for a test that looks at its journal; nil for a tape and for
  /// the network.
  public var world: World? { ready.service?.world }
  /// What the scenario of a simulated world expects and does not find now, in sentences; none for a
  /// tape and for the network.
  public var unmetExpectations: [String] { ready.service?.unmetExpectations() ?? [] }
  private let ready: ReadyBackend
  private let socket: TestSocket

  init(_ ready: ReadyBackend, _ clock: TestClock, _ files: any FileStore, _ socket: TestSocket) {
    self.ready = ready
    self.socket = socket
    self.files = files
    time = clock
    transport = ready.transport
    baseURL = ready.baseURL
    seed = ready.service?.world.seed
  }

  /// Opens a connection of this package's client; a second one shares the account of the first.
  ///
  /// - Throws: ``NemoError`` when the backend refuses; `CassetteError` for what is not on the tape.
  public func connection() async throws -> Connection {
    try await ready.connect()
  }

  /// Puts this backend on a loopback socket until the test ends, and returns its address, such as
  /// `http://127.0.0.1:49152`. Safe to repeat: the address stays.
  ///
  /// An HTTP client of another make keeps no virtual time, so from now on time stands still while
  /// it works, and goes on while it waits for this backend: pauses inside of an answer are skipped.
  /// Before a simulated world answers it, all that is pending is brought to its end: a render is
  /// finished at the first poll. Pauses of the client itself take real time, unless they are made
  /// on ``time``. The world's calendar starts at a fixed date in the past: for a client that checks
  /// when its token ends, add the trait `.virtualTime(startingAt:)` with today's date.
  ///
  /// - Throws: `ServerFailure` when there is no socket; ``TestBackendError`` with
  ///   ``TestBackendError/Code/ended`` after the test.
  public func url() async throws -> String {
    try await socket.url()
  }
}

extension TestBackend {
  /// Runs `body` in the scope of this backend, which is `ready`.
  static func run<Result: Sendable>(
    _ ready: ReadyBackend, on clock: TestClock, files: any FileStore,
    _ body: @Sendable (TestBackend) async throws -> Result
  ) async throws -> Result {
    let socket = TestSocket(for: clock.outside)
    let backend = TestBackend(ready, clock, files, socket)
    return try await withTaskGroup(of: Void.self) { group in
      group.addTask { await socket.serve(for: ready.baseURL) { try ready.forOthers() } }
      let outcome = await outcome {
        try await $local.withValue(backend) { try await body(backend) }
      }
      // The sockets close off the executor: a virtual clock stands still until they have.
      let hold = clock.hold("the end of a test's backend")
      defer { hold.release() }
      group.cancelAll()
      await group.waitForAll()
      socket.close()
      return outcome
    }.get()
  }

  private static func outcome<Value>(
    _ work: () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await work()) } catch { return .failure(error) }
  }
}

extension ReadyBackend {
  /// The same for clients that come over a socket.
  fileprivate func forOthers() throws -> any HTTPTransport {
    let reached = try throughGateway()
    return service.map { Hurried(reached, $0) } ?? reached
  }

  /// A tape knows its backend's own URLs. A world hands out those that it is asked under.
  private func throughGateway() throws -> any HTTPTransport {
    if transport is SimulatedService { return transport }
    return try Gateway(
      to: MissAnswers(to: transport), upstream: baseURL, for: isReplayed ? .replaying : .recording)
  }
}
