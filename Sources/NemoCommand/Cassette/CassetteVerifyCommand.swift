import ArgumentParser
import Nemo
import NemoCassette
import NemoClient
import NemoHTTP
import NemoTime
import SimulatorService

/// `nemo cassette verify`: whether a backend still answers as it did.
struct CassetteVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Send a cassette's requests again and compare the answers by shape.",
    discussion: """
      Reports MATCH, CHANGED with the paths whose keys or types differ, MISSING where the backend \
      refuses what the tape has, or SKIPPED with the reason. Values are never compared: they are new \
      each time. Keys that only the live answer has are told, and match; so does a stream with or \
      without a closing text.

      Without a backend the simulator answers. To any other only requests that read are sent, unless \
      --allow-writes is given; it sends messages too, and a message costs credits. A token is taken \
      from NEMO_TOKEN where the tape does not sign in. Uploads are re-sent as small stand-ins: a \
      tape keeps no files.

      The exit code is 0 when everything that could be compared matches, 1 when not, and 10 when \
      there is no connection to the backend.

      Example:
        nemo cassette verify quick-edit
        nemo cassette verify quick-edit --backend http://127.0.0.1:8787 --allow-writes
      """)

  @Argument(help: "A name, a .cassette folder or a .sqlite file.")
  var name: String

  @Option(help: "What answers: simulator, simulator:SEED, an http address, or production.")
  var backend: String?

  @Flag(help: "Use the real service.")
  var production = false

  @Flag(help: "Send requests that change something too. A message costs credits.")
  var allowWrites = false

  @Option(
    help: ArgumentHelp(
      "A folder with the uploaded files, found by name or digest.", valueName: "folder"))
  var files: String?

  @Option(help: "A certificate authority file, for a backend of your own.")
  var caFile: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  @OptionGroup var options: DeckOptions

  func run() async throws {
    try await Deck.run(isJSON: json) { deck in
      let surroundings = Surroundings.ofThisProcess()
      let chosen = try Backend.chosen(
        flag: backend, production: production, environment: surroundings.variables)
      let tape = try deck.load(options.shelf.find(name)).masked()
      deck.console.say(chosen.announcement, .dim)
      let report: VerifyReport
      do {
        report = try await verify(tape, on: chosen, surroundings, deck)
      } catch let failure as TransportFailure {
        throw NemoError(failure, during: .configure)
      }
      deck.console.say(report.summary + ".", report.isSame ? .good : .bad)
      if let advice = report.advice { deck.console.say(advice) }
      if json { deck.console.print(json: report.json) }
      if !report.isSame { throw ExitCode(ExitTable.differs) }
    }
  }

  private func verify(
    _ tape: Tape, on backend: Backend, _ surroundings: Surroundings, _ deck: Deck
  ) async throws -> VerifyReport {
    var settings = NemoOptions()
    settings.cassetteFolder = options.cassettes
    settings.caFile = caFile
    settings.token = surroundings.token
    let (allowsWrites, isJSON, screen, console) = (allowWrites, json, deck.screen, deck.console)
    let files = VerifyFiles(folder: self.files, video: BundledRenderer.video())
    return try await withTransport(backend, settings, startingAt: tape.header.recorded) { reached in
      let verifier = Verifier(
        tape, transport: reached.transport, baseURL: reached.baseURL, time: reached.time,
        entropy: reached.entropy, token: reached.token,
        allowsWrites: allowsWrites || reached.isOffline, files: files)
      return try await verifier.run { result in
        let lines = VerifyReport.lines(of: result, width: screen.width)
        if isJSON { lines.forEach { console.say($0.text) } } else { screen.show(lines) }
      }
    }
  }
}
