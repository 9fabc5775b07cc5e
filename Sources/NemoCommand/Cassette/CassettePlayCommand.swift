import ArgumentParser
import Nemo
import NemoCassette
import NemoHTTP
import NemoTime

/// `nemo cassette play`: a replay server.
struct CassettePlayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Answer any client from a cassette, as a server.",
    discussion: """
      Example:
        nemo cassette play tour --port 8788
        curl -X POST http://127.0.0.1:8788/api/auth/anonymous-token -H 'X-Client-Id: demo'

      Each recorded exchange answers once, repeats in the recorded order. What the tape does not
      have is answered with status 501 and a sentence. Start it again to play from the beginning.
      A token on the tape that has ended by now ends later: as long after now as it did after the
      recording began.
      """)

  @Argument(help: "The cassette: a name in the folder, or a path.")
  var cassette: String

  @OptionGroup var deck: DeckOptions

  @Option(help: "The port to listen on; 0 lets the system choose.")
  var port = 0

  @Option(help: "instant, recorded, or how many times as fast as recorded, such as 10.")
  var pace = PlayPace(.instant)

  @Option(help: ArgumentHelp("Cut all bodies into other chunks, by a seed.", valueName: "seed"))
  var rechunk: UInt64?

  @Flag(help: "End with exit code 40 when a request missed or an exchange was never asked for.")
  var strict = false

  @Flag(help: "Print one JSON line with url and pid; everything else goes to the error stream.")
  var json = false

  func validate() throws {
    try GatewayServer.validate(port: port)
  }

  func run() async throws {
    try await Deck.run(isJSON: json) { try await play($0.console) }
  }

  private func play(_ console: Console) async throws {
    let found = try deck.shelf.find(cassette)
    // A client that looks at its calendar plays an old tape too.
    let tape = try found.load().renewingExpiries(at: RealTime().wall)
    let replayer = Replayer(
      tape, name: found.name, time: RealTime(), pace: pace.value, rechunk: rechunk,
      advice: .player)
    let gateway = try Gateway(to: replayer, upstream: replayer.backendURL, for: .replaying)
    let server = GatewayServer(
      title: "Playing \(found.name), offline", upstream: replayer.backendURL, port: port,
      facts: ["recorded from \(replayer.backendURL), pace \(pace.description)"],
      ending: "Ctrl-C ends it.", isJSON: json, console: console)
    try await server.run(MissAnswers(to: gateway) { console.complain($0.sentence) })
    report(replayer, console)
    if strict { try replayer.verifyAllUsed() }
  }

  private func report(_ replayer: Replayer, _ console: Console) {
    let unused = replayer.unusedIDs()
    let misses = replayer.problems.count
    if misses > 0 { console.say("\(misses) \(misses == 1 ? "request" : "requests") missed.") }
    guard !unused.isEmpty else { return console.say("Every exchange was played.") }
    // With --strict the error says it.
    if !strict || misses > 0 {
      console.say("Never asked for: \(unused.joined(separator: ", ")).")
    }
  }
}

/// How fast a tape is served, as an option.
struct PlayPace: ExpressibleByArgument, CustomStringConvertible {
  let value: ReplayPace

  init(_ value: ReplayPace) { self.value = value }

  init?(argument: String) {
    switch argument {
    case "instant": value = .instant
    case "recorded": value = .recorded
    default:
      guard let factor = Double(argument), factor > 0, factor.isFinite else { return nil }
      value = .times(factor)
    }
  }

  var defaultValueDescription: String { description }

  var description: String {
    switch value {
    case .instant: "instant"
    case .recorded: "recorded"
    case .times(let factor): "\(factor)"
    }
  }
}
