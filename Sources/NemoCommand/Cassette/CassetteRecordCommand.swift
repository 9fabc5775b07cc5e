import ArgumentParser
import CurlTransport
import Nemo
import NemoCassette
import NemoClient
import NemoHTTP
import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `nemo cassette record`: a recording proxy.
struct CassetteRecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record what any client does against a backend, as a proxy in between.",
    discussion: """
      Example:
        nemo simulator --port 8787
        nemo cassette record --upstream http://127.0.0.1:8787 --port 8788 --name tour
        NEMO_API_URL=http://127.0.0.1:8788 nemo edit clip.mp4 "add a title" -o out.mp4

      URLs in answers are changed to lead through the proxy; the tape holds the true ones.
      Ctrl-C seals the cassette. A second Ctrl-C ends at once, and the recording stays as it is.
      """)

  /// Rendered files are part of a journey; larger ones than this keep digest and size only.
  static let storedBodyBytes = 64 << 20

  @Option(help: "The backend to ask: an http address, or production.")
  var upstream: String

  @Option(help: ArgumentHelp("The cassette's name.", valueName: "name"))
  var name: String

  @Option(help: "The port to listen on; 0 lets the system choose.")
  var port = 0

  @OptionGroup var deck: DeckOptions

  @Option(help: "A note for the tape's first line.")
  var note = ""

  @Option(help: "What answers. Without it a simulator on this machine is recognised.")
  var origin: RecordedOrigin?

  @Option(help: "A certificate authority file, for a backend of your own.")
  var caFile: String?

  @Flag(help: "Print one JSON line with url and pid; everything else goes to the error stream.")
  var json = false

  func validate() throws {
    try GatewayServer.validate(port: port)
    _ = try Self.backend(upstream)
  }

  func run() async throws {
    try await Deck.run(isJSON: json) { try await record($0.console) }
  }

  /// What `--upstream` says.
  ///
  /// - Throws: `ValidationError` for what is no server.
  static func backend(_ upstream: String) throws -> Backend {
    let backend: Backend
    do {
      backend = try Backend(parsing: upstream)
    } catch {
      throw ValidationError(
        error.code == .productionByAddress
          ? "That address is the real service. To record it on purpose, say --upstream production."
          : error.description)
    }
    switch backend {
    case .url, .production: return backend
    case .simulator:
      throw ValidationError(
        "--upstream needs an address. Start one with nemo simulator --port 8787 and say "
          + "--upstream http://127.0.0.1:8787.")
    case .cassette:
      throw ValidationError(
        "A cassette that is played can't be recorded at the same time. Record from another backend."
      )
    }
  }

  /// The base URL of a backend that is a server.
  static func address(of backend: Backend) -> String {
    if case .url(let address) = backend { return address }
    return Backend.productionURL
  }

  private func record(_ console: Console) async throws {
    let backend = try Self.backend(upstream)
    let upstream = Self.address(of: backend)
    let cassette = try Cassette(named: name, in: deck.cassettes)
    let isReplacing = cassette.exists
    let curl = CurlTransport(.init(caFile: caFile))
    defer { curl.shutdown() }
    let origin = await answering(backend, over: curl)
    let recorder = try Recorder(
      wrapping: curl, into: cassette.path, origin: origin, backend: upstream, time: RealTime(),
      limits: RecordingLimits(storedBodyBytes: Self.storedBodyBytes), note: note)
    let count = Locked(0)
    let traced = TracingTransport(base: recorder, time: RealTime()) { line in
      count.withLock { $0 += 1 }
      console.say("  " + line, .dim)
    }
    do {
      let gateway = try Gateway(to: traced, upstream: upstream, for: .recording)
      try await server(upstream, cassette, origin, isReplacing, console).run(gateway)
    } catch {
      try discard(recorder, cassette)
      throw error
    }
    try seal(recorder, cassette, isEmpty: count.withLock { $0 == 0 }, console)
  }

  private func server(
    _ upstream: String, _ cassette: Cassette, _ origin: Tape.Origin, _ isReplacing: Bool,
    _ console: Console
  ) -> GatewayServer {
    GatewayServer(
      title: "Recording \(upstream)", upstream: upstream, port: port,
      facts: [
        "cassette: \(cassette.path)" + (isReplacing ? ", replacing the one that is there" : ""),
        "origin: \(origin.rawValue)",
      ],
      ending: "Ctrl-C seals the cassette.", isJSON: json, console: console)
  }

  /// Leaves no empty folder behind; `rmdir` removes no other.
  private func discard(_ recorder: Recorder, _ cassette: Cassette) throws {
    try recorder.discard()
    rmdir(cassette.path)
  }

  private func seal(
    _ recorder: Recorder, _ cassette: Cassette, isEmpty: Bool, _ console: Console
  ) throws {
    guard !isEmpty else {
      try discard(recorder, cassette)
      return console.say("Nothing was asked, so nothing was written.")
    }
    let tape = try recorder.finish()
    let count = tape.exchanges.count
    let size = Quantity.size(bytes: CassetteFacts.size(of: cassette.path)).english
    console.say(
      "Sealed \(count) \(count == 1 ? "exchange" : "exchanges"), \(size): \(cassette.path)", .good)
    console.say("Play it: nemo cassette play \(cassette.path)")
  }

  /// What answers on this machine is asked whether it is the simulator; others are not disturbed.
  private func answering(
    _ backend: Backend, over transport: any HTTPTransport
  ) async -> Tape.Origin {
    if let origin { return Tape.Origin(rawValue: origin.rawValue) }
    guard case .url(let address) = backend, !backend.isBeyondLoopback else { return .live }
    let isSimulator = await SimulatorGreeting.isSimulator(at: address, over: transport)
    return isSimulator ? .simulator : .local
  }
}

/// Where a tape's answers come from, as an option; the names of `Tape.Origin`.
enum RecordedOrigin: String, CaseIterable, ExpressibleByArgument {
  case live, local, simulator, adk, handwritten
}
