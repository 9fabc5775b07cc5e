import ArgumentParser
import Nemo
import NemoClient
import NemoTime
import SimulatorProcess

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `nemo edit`: upload, one or more instructions, export; of one file, of several, or of a session
/// that goes on.
struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Edit recordings by instructions, and save the results.",
    discussion: """
      One file, and instructions that are sent one after the other:
        nemo edit clip.mp4 "crop to 16:9" "add a title" -o out.mp4

      Several files in one session, with one instruction for all or one for each:
        nemo edit a.mp4 b.mov -i "crop to 16:9" -o edited
        nemo edit a.mp4 b.mov -i "crop to 16:9" -i "add a title" -o edited
      Each is rendered before the next begins, as <folder>/<name>-edited.mp4. What fails does not
      stop the others; the exit code says whether some failed (50).

      A session that goes on, without a file; with -o it is exported too:
        nemo edit --session LAST "now make the title blue"

      Files come before instructions. A word is a file when it is there or ends like one (.mp4);
      with -i every word is a file. What could be both is refused.
      """)

  @Argument(
    help: ArgumentHelp(
      "Recordings (mp4, mov, avi, webm, mkv, or pictures and sounds), then what to do, in English or Chinese.",
      valueName: "file-or-instruction"))
  var words: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("What to do: once for all files, or once for each.", valueName: "text"))
  var instruction: [String] = []

  @Option(
    name: .shortAndLong,
    help: "Where the edited video is to stand; with several files, a folder.")
  var output: String?

  @Option(
    help: "The session to continue: LAST, or the beginning of its id.",
    completion: .custom { _, _, _ in Completions.sessions() })
  var session: String?

  @Option(help: "The language to talk in, such as en or zh; else that of the first instruction.")
  var language: String?

  @OptionGroup var flags: BackendOptions

  func validate() throws {
    do {
      _ = try plan()
    } catch let error as EditUsageError {
      throw ValidationError(error.description)
    }
  }

  func run() async throws {
    let (plan, flags) = (try plan(), flags)
    let task = Task {
      if plan.isBatch { try await batch(plan, flags) } else { try await single(plan, flags) }
    }
    // What is under way ends as a turn and an export end it; a second signal ends the process.
    Interruption().whenItComes { task.cancel() }
    try await task.value
  }

  private func plan() throws -> EditPlan {
    try EditPlan(
      EditArguments(words: words, instructions: instruction, output: output, session: session),
      .disk)
  }

  private func talk(_ plan: EditPlan) -> Language {
    language.flatMap(Language.init(code:)) ?? Language(of: plan.firstInstruction ?? "")
  }

  private func teller(_ console: Console, _ plan: EditPlan) -> Teller {
    let screen = Screen(environment: Surroundings.ofThisProcess().variables)
    return Teller(console, talk(plan), flags.json ? nil : screen)
  }

  private func steps(
    _ connection: Connection, _ plan: EditPlan, _ teller: Teller
  ) async throws -> EditSteps {
    let session =
      if let name = plan.session {
        try connection.session(named: name)
      } else {
        try await connection.newSession(language: language, firstMessage: plan.firstInstruction)
      }
    teller.say(EditRemark.ready, .dim)
    return EditSteps(connection: connection, session: session, teller: teller)
  }

  // MARK: One file or none

  private func single(_ plan: EditPlan, _ flags: BackendOptions) async throws {
    guard let job = plan.jobs.first else { return }
    let checks: (Preflight) throws -> Void = { preflight in
      if let file = job.file { try preflight.checkUpload(file) }
      if let folder = plan.folder { try Self.make(folder) }
      if let output = job.output { try preflight.checkOutput(output) }
    }
    try await converse(flags, checking: checks) { connection, console in
      let teller = teller(console, plan)
      let report = try await telling(teller) {
        try await SingleEdit(job: job, steps: steps(connection, plan, teller)).run()
      }
      if flags.json { console.print(json: report.json) }
      if report.isUnchanged { throw ExitCode(ExitTable.edit) }
    }
  }

  /// Errors of the client in the language of the conversation, with their exit code.
  private func telling<Result>(
    _ teller: Teller, _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch let error where error is NemoError || error is SessionNameError {
      teller.complain(error)
      throw ExitCode(ExitTable.code(for: error))
    }
  }

  // MARK: Several files

  private func batch(_ plan: EditPlan, _ flags: BackendOptions) async throws {
    let known = Locked<[Int: NemoError]>([:])
    let checks: (Preflight) throws -> Void = { preflight in
      let problems = Self.problems(plan, preflight)
      known.withLock { $0 = problems }
      // With nothing to send, nobody is asked.
      if problems.count == plan.jobs.count { try refuse(plan, problems, flags) }
      if let folder = plan.folder { try Self.make(folder) }
      guard let path = plan.jobs.first?.output else { return }
      try preflight.checkOutput(path)
    }
    try await converse(flags, checking: checks) { connection, console in
      let teller = teller(console, plan)
      let problems = known.withLock { $0 }
      let steps = try await telling(teller) {
        try await self.steps(connection, plan, teller)
      }
      let report = await BatchEdit(plan: plan, problems: problems, steps: steps).run()
      try conclude(report, teller, console)
    }
  }

  /// What is wrong with the files, as far as this machine can tell.
  private static func problems(_ plan: EditPlan, _ preflight: Preflight) -> [Int: NemoError] {
    var problems: [Int: NemoError] = [:]
    for (index, job) in plan.jobs.enumerated() {
      do {
        if let file = job.file { try preflight.checkUpload(file) }
      } catch {
        problems[index] = error as? NemoError
      }
    }
    return problems
  }

  /// - Throws: `ExitCode`, always.
  private func refuse(
    _ plan: EditPlan, _ problems: [Int: NemoError], _ flags: BackendOptions
  ) throws {
    let console = Console(
      isJSON: flags.json, isVerbose: flags.verbose,
      environment: Surroundings.ofThisProcess().variables)
    var report = BatchReport(folder: plan.folder)
    report.files = plan.jobs.enumerated().map { FileReport($1, .failed, problems[$0]) }
    try conclude(report, teller(console, plan), console)
    throw ExitCode(ExitTable.other)
  }

  /// - Throws: `ExitCode` unless all is done.
  private func conclude(
    _ report: BatchReport, _ teller: Teller, _ console: Console
  ) throws {
    let screen = Screen(environment: Surroundings.ofThisProcess().variables)
    report.tell(teller, width: screen.width)
    if flags.json { console.print(json: report.json(teller)) }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  /// - Throws: ``NemoError`` with ``NemoError/Code/outputNotWritable``.
  private static func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw NemoError(
        .outputNotWritable, during: .export, context: NemoError.Context(path: folder))
    }
  }
}
