import ArgumentParser
import Nemo
import NemoClient

/// `nemo resume`: finishes the renders that a killed or impatient run left behind.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Finish exports that were stopped or still rendering.",
    discussion: """
      Every render that the backend has is fetched and put where it was to stand; where something \
      stands there meanwhile, beside it. One that the backend never received or has lost is rendered \
      from the timeline as it is now. Exports cost no credits. Safe to run at any time, and twice.

      Example:
        nemo resume --list
        nemo resume
        nemo resume render_1790 -o out.mp4
        nemo resume --forget render_1790
      """)

  @Argument(
    help: ArgumentHelp(
      "The renders, by id or the beginning of one; all of them when none is named.",
      valueName: "id"))
  var ids: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the video is to stand, for one render.", valueName: "file"),
    completion: .file(extensions: ["mp4"]))
  var output: String?

  @Flag(help: "List what is unfinished, and do nothing about it.")
  var list = false

  @Flag(help: "Give the renders that are named up, for good.")
  var forget = false

  @OptionGroup var flags: BackendOptions

  func validate() throws {
    guard !list || !forget else { throw ValidationError("Give --list or --forget, not both.") }
    guard output == nil || ids.count == 1 else {
      throw ValidationError("-o is for one render: name it, as nemo resume --list has it.")
    }
    guard !forget || !ids.isEmpty else {
      throw ValidationError("Name what to forget, as nemo resume --list has it.")
    }
  }

  func run() async throws {
    // What only looks at the ledger opens no connection, and so signs nobody in.
    var isDone = false
    try await remember(flags) { store, console in
      let unfinished = try Self.chosen(ids, among: UnfinishedRender.all(in: store))
      if list || forget || unfinished.isEmpty {
        isDone = true
        try forget ? giveUp(unfinished, store, console) : tell(unfinished, console)
        try tellElsewhere(console)
      }
    }
    guard !isDone else { return }
    // The line about the backend was said.
    try await converse(flags, announces: false) { connection, console in
      var run = ResumeRun(console)
      for unfinished in try Self.chosen(ids, among: connection.unfinishedRenders()) {
        await run.finish(unfinished, to: output, connection)
      }
      if flags.json { console.print(json: .object(["renders": .array(run.results.map(\.json))])) }
      if let code = run.exitCode { throw ExitCode(code) }
    }
  }

  private func tell(_ unfinished: [UnfinishedRender], _ console: Console) {
    if flags.json {
      console.print(json: .object(["renders": .array(unfinished.map(RenderTable.json))]))
    } else if unfinished.isEmpty {
      console.say("Nothing to finish.")
    } else {
      for line in RenderTable(unfinished).lines { console.say(line) }
    }
  }

  /// An export overnight at the service is easily looked for at the simulator.
  private func tellElsewhere(_ console: Console) throws {
    let surroundings = Surroundings.ofThisProcess()
    let others = try backendsToResume(
      otherThan: flags.choice(surroundings), .of(surroundings))
    for other in others { console.say("Something is unfinished elsewhere: nemo resume \(other)") }
  }

  private func giveUp(
    _ unfinished: [UnfinishedRender], _ store: any ClientStore, _ console: Console
  ) throws {
    for one in unfinished {
      guard let claim = try store.claim(render: one.render.id) else {
        throw RenderNameError("Another nemo is at \(one.render.id). Stop that one first.")
      }
      defer { claim.release() }
      if let part = one.render.partPath { try? DiskFileStore().remove(part) }
      try store.forget(render: one.render.id)
      console.say("Forgotten: \(one.render.id)")
    }
    if flags.json {
      console.print(json: .object(["forgotten": .array(unfinished.map { .string($0.render.id) })]))
    }
  }

  /// - Throws: ``RenderNameError`` for a name of none or of several.
  static func chosen(
    _ names: [String], among all: [UnfinishedRender]
  ) throws -> [UnfinishedRender] {
    guard !names.isEmpty else { return all }
    return try names.map { name in
      let matches = all.filter { $0.render.id == name || $0.render.id.hasPrefix(name) }
      if let exact = matches.first(where: { $0.render.id == name }) { return exact }
      guard let match = matches.first else {
        throw RenderNameError(
          "No unfinished render is called \"\(name)\". nemo resume --list shows them.")
      }
      guard matches.count == 1 else {
        throw RenderNameError(
          "\(matches.count) renders begin with \"\(name)\". Write more of the id.")
      }
      return match
    }
  }
}

/// A name that stands for no render, or for one that can't be had.
struct RenderNameError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
