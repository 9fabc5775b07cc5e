import ArgumentParser
import Nemo
import NemoClient

/// `nemo export`: renders the timeline and saves the video.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Render the last session and save the video.",
    discussion: """
      Costs no credits. What is stopped on its way is taken up by nemo resume.

      Example:
        nemo export -o out.mp4
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the video is to stand.",
      discussion: "Else beside you, under the name of the first file: clip-edited.mp4.",
      valueName: "file"),
    completion: .file(extensions: ["mp4"]))
  var output: String?

  @OptionGroup var session: SessionOption

  @OptionGroup var flags: BackendOptions

  func run() async throws {
    let given = output
    let checks: (Preflight) throws -> Void = { try $0.checkOutput(given ?? Self.standardName) }
    try await converse(flags, checking: checks) { connection, console in
      let session = try connection.session(named: session.session)
      let stored = await session.stored
      let output = given ?? Self.freeName(for: stored.firstFile)
      let transfers = Transfers(console)
      let exported = try await session.export(to: output) { transfers.show($0) }
      console.endProgress()
      console.say(
        "✅ Video ready! \(output) (\(Quantity.size(bytes: exported.sizeBytes).english))", .good)
      guard flags.json else { return }
      console.print(
        json: .object([
          "output": .string(output), "sizeBytes": .number(exported.sizeBytes),
          "render": .string(exported.renderID), "session": .string(stored.id),
        ]))
    }
  }

  private static let standardName = "edited.mp4"

  /// A name that stands for no file yet: nobody asked for one to be replaced.
  static func freeName(
    for firstFile: String?, isTaken: (String) -> Bool = { DiskFileStore().exists($0) }
  ) -> String {
    // The backend named it: only its last part, and nothing that hides or is an option.
    let name = Console.printable(lastPathComponent(firstFile ?? ""))
      .filter { !$0.isNewline && $0 != "\t" }.drop { $0 == "." || $0 == "-" }
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    let start = stem.isEmpty ? "edited" : stem.prefix(100) + "-edited"
    let names = [start + ".mp4"] + (2...999).lazy.map { "\(start)-\($0).mp4" }
    return names.first { !isTaken($0) } ?? start + ".mp4"
  }
}
