import ArgumentParser
import CurlTransport
import Nemo
import NemoCassette
import NemoClient
import NemoHTTP
import NemoTime

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

  @Option(help: ArgumentHelp("The folder of the cassettes.", valueName: "folder"))
  var cassettes = "Cassettes"

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
    _ = try Self.address(upstream)
  }

  func run() async throws {
    let console = Console(isJSON: json, environment: Surroundings.ofThisProcess().variables)
    try await telling(console) { try await record(console) }
  }

  /// The base URL of what `--upstream` says.
  ///
  /// - Throws: `ValidationError` for what is no server.
  static func address(_ upstream: String) throws -> String {
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
    case .url(let address): return address
    case .production: return Backend.productionURL
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

  private func record(_ console: Console) async throws {
    let upstream = try Self.address(upstream)
    let cassette = try Cassette(named: name, in: cassettes)
    let isReplacing = cassette.exists
    let curl = CurlTransport(.init(caFile: caFile))
    defer { curl.shutdown() }
    let origin = await answering(upstream, over: curl)
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
      try recorder.discard()
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

  private func seal(
    _ recorder: Recorder, _ cassette: Cassette, isEmpty: Bool, _ console: Console
  ) throws {
    guard !isEmpty else {
      try recorder.discard()
      return console.say("Nothing was asked, so nothing was written.")
    }
    let tape = try recorder.finish()
    let count = tape.exchanges.count
    let size = Size(Folders.sizeBytes(of: cassette.path))
    console.say(
      "Sealed \(count) \(count == 1 ? "exchange" : "exchanges"), \(size): \(cassette.path)", .good)
    console.say("Play it: nemo cassette play \(cassette.name)")
  }

  /// What answers on this machine is asked whether it is the simulator; others are not disturbed.
  private func answering(_ upstream: String, over transport: any HTTPTransport) async -> Tape.Origin
  {
    if let origin { return Tape.Origin(rawValue: origin.rawValue) }
    let isSimulator = await SimulatorGreeting.isSimulator(at: upstream, over: transport)
    return isSimulator ? .simulator : .live
  }
}

/// Where a tape's answers come from, as an option; the names of `Tape.Origin`.
enum RecordedOrigin: String, CaseIterable, ExpressibleByArgument {
  case live, simulator, adk, handwritten
}

/// Runs a command's work and turns an error into its sentence and its exit code.
func telling(_ console: Console, _ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch {
    if !(error is ExitCode) { console.complain(sentence(for: error)) }
    throw ExitCode(ExitTable.code(for: error))
  }
}
