import ArgumentParser
import Nemo
import NemoCassette
import NemoClient
import NemoHTTP
import NemoTime
import SimulatorProcess
import SimulatorService

/// Which backend answers, and how. Shared by every command that is a client.
struct BackendOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What answers: simulator, simulator:SEED, cassette:NAME, an http address, or production.",
      discussion: "Else NEMO_BACKEND, else NEMO_API_URL, else the simulator.", valueName: "backend"),
    completion: .custom { _, _, _ in Completions.backends() }
  )
  var backend: String?

  @Flag(help: "Use the real service.")
  var production = false

  @Flag(help: "Use a free anonymous account, and neither NEMO_TOKEN nor the login.")
  var anonymous = false

  @Option(help: "How fast simulated time goes: real, fast or instant.")
  var pace: Pace?

  @Flag(help: "Start over with a new simulated world.")
  var fresh = false

  @Option(help: "The seed of a new simulated world.")
  var seed: UInt64?

  @OptionGroup var dialect: DialectOptions

  @Option(
    help: ArgumentHelp(
      "A scenario file for the simulated world, or the name of one that comes with it.",
      valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String?

  @Option(help: ArgumentHelp("Record the session as a cassette of this name.", valueName: "name"))
  var record: String?

  @Option(
    help: ArgumentHelp("The folder of the cassettes.", valueName: "folder"),
    completion: .directory)
  var cassettes = "Cassettes"

  @Option(
    help: ArgumentHelp("A SKILL.md whose name and version are sent.", valueName: "path"),
    completion: .file(extensions: ["md"]))
  var skill: String?

  @Option(
    help: "A certificate authority file, for a backend of your own.", completion: .file())
  var caFile: String?

  @Flag(help: "Print one JSON document; the conversation goes to the error stream.")
  var json = false

  @Flag(name: .shortAndLong, help: "Show requests and tool calls, with secrets masked.")
  var verbose = false

  /// What the flags and the variables choose together.
  func choice(_ surroundings: Surroundings) throws -> Backend {
    let chosen = try Backend.chosen(
      flag: backend, production: production, environment: surroundings.variables)
    try checkDialect(for: chosen)
    if scenario != nil, !chosen.isSimulator {
      throw ValidationError(
        "--scenario is for a simulated world; it can't be used with another backend.")
    }
    guard let seed else { return chosen }
    guard case .simulator(nil) = chosen else {
      throw ValidationError(
        "--seed makes a simulated world; it can't be used with another backend.")
    }
    return .simulator(seed: seed)
  }

  private func checkDialect(for backend: Backend) throws {
    if case .simulator = backend { return }
    guard try dialect.chosen() != nil else { return }
    throw ValidationError(
      "--dialect and --set are for a simulated world; they can't be used with another backend.")
  }

  func options(_ surroundings: Surroundings, _ console: Console) throws -> NemoOptions {
    var options = NemoOptions.of(surroundings)
    // A token of the user's own is never replaced without being asked for.
    if anonymous {
      options.token = nil
      options.usesAccountToken = false
    }
    options.pace = pace
    let base = try scenario.map { try ScenarioFile.find($0).dialect }
    options.dialect = try base.map { try dialect.chosen(over: $0) } ?? dialect.chosen()
    options.startsOver = fresh
    options.notice = { console.say($0, .dim) }
    options.onPause = { console.say(Conversation.busy($0), .dim) }
    options.scenarioFile = scenario
    options.recording = record
    options.cassetteFolder = cassettes
    options.caFile = caFile
    options.identity = try identity(surroundings)
    if verbose { options.trace = { console.trace($0) } }
    return options
  }

  private func identity(_ surroundings: Surroundings) throws -> SkillIdentity {
    let platform = SkillIdentity.Platform(
      override: surroundings.variables["SKILL_SOURCE"], installPath: skill)
    guard let skill else { return SkillIdentity(platform: platform) }
    do {
      let text = String(decoding: try DiskFileStore().bytes(of: skill), as: UTF8.self)
      return SkillIdentity(skillMarkdown: text, platform: platform)
    } catch let failure as FileFailure {
      throw ValidationError("--skill: \(failure)")
    }
  }
}

extension Backend {
  fileprivate var isSimulator: Bool {
    if case .simulator = self { true } else { false }
  }
}

/// Runs the body of a command: announces the backend, and turns an error into its sentence and its
/// exit code.
///
/// - Parameters:
///   - checking: what can be known to fail before a connection is made.
///   - announces: whether the line that says who answers is still to come.
///   - opening: says other words in place of that line and the next; nil for those.
func converse(
  _ flags: BackendOptions, checking: (Preflight) throws -> Void = { _ in }, announces: Bool = true,
  opening: ChatCommand.Opening? = nil,
  _ body: @escaping @Sendable (Connection, Console) async throws -> Void
) async throws {
  try await withBackend(flags, telling: opening?.sentence(for:) ?? sentence(for:)) {
    backend, options, console in
    if announces, opening == nil { console.say(backend.announcement, .dim) }
    try checking(Preflight(files: options.files, policy: options.policy))
    let recording = try options.recording.map { try Recording($0, in: options.cassetteFolder) }
    if let opening { opening.say(backend, console) } else { console.say("Connecting...", .dim) }
    defer { recording?.report(console) }
    try await withNemo(backend, options) { connection in try await body(connection, console) }
  }
}

/// Runs a part of a command with what the flags choose. An error becomes its sentence and its exit
/// code.
func withBackend(
  _ flags: BackendOptions, telling sentence: (any Error) -> String = sentence(for:),
  _ body: (Backend, NemoOptions, Console) async throws -> Void
) async throws {
  let surroundings = Surroundings.ofThisProcess()
  let console = Console(
    isJSON: flags.json, isVerbose: flags.verbose, environment: surroundings.variables)
  do {
    let backend = try flags.choice(surroundings)
    try await body(backend, try flags.options(surroundings, console), console)
  } catch let error as ValidationError {
    throw error
  } catch {
    if !(error is ExitCode) { console.complain(sentence(error)) }
    throw ExitCode(ExitTable.code(for: error))
  }
}

/// Every error of this project describes itself for a person.
func sentence(for error: any Error) -> String {
  switch error {
  case is CancellationError: "Stopped."
  case let error as NemoError: error.description + (hint(for: error).map { " " + $0 } ?? "")
  case let error as SessionNameError where error.code == .noSession:
    "\(error) Such as: nemo upload clip.mp4"
  case is SessionNameError: "\(error) nemo sessions shows it."
  default: "\(error)"
  }
}

/// The command for what an error says is to be done.
func hint(for error: NemoError, in language: Language = .english) -> String? {
  let then = language == .english ? "Then: " : "可运行："
  return switch error.code {
  case .stillRendering, .downloadFailed: then + "nemo resume"
  case .outputNotWritable where error.operation == .download: then + "nemo resume -o FILE"
  case .tokenRejected where error.context.account == .registered && !error.context.isTokenSupplied:
    (language == .english ? "Or keep it: " : "或保留它：") + "nemo login"
  default: nil
  }
}

/// The cassette that a command writes along the way.
private struct Recording {
  private let cassette: Cassette
  private let isReplacing: Bool

  /// - Throws: `ValidationError` for what is no name.
  init(_ name: String, in folder: String) throws {
    do {
      cassette = try Cassette(named: name, in: folder)
    } catch let error as CassetteError where error.code == .badName {
      throw ValidationError("--record: \(error.sentence)")
    }
    isReplacing = cassette.exists
  }

  /// Says what was written; nothing when it was not sealed.
  func report(_ console: Console) {
    guard !cassette.hasUnsealedRecording, let tape = try? cassette.load() else { return }
    let verb = isReplacing ? "Recorded again, in place of the one that was there" : "Recorded"
    let count = tape.exchanges.count
    console.say(
      "\(verb): \(cassette.path) (\(count) \(count == 1 ? "exchange" : "exchanges"))", .dim)
  }
}
