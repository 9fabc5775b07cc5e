import ArgumentParser
import Foundation
import NemoCassette
import Testing

@testable import NemoCommand

/// The commands of the deck, run in this process on copies of a committed cassette.
@Suite struct CassetteCommandTests {
  private static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// A folder with a copy of the cassette quick-edit, removed at the end.
  private final class Shelf: Sendable {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.path + "/deck-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: packageFolder + "/Cassettes/quick-edit.cassette", toPath: cassette("quick-edit"))
      try Cassette(path: cassette("quick-edit")).format()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func cassette(_ name: String) -> String { path + "/\(name).cassette" }

    /// Both files of a cassette's text.
    func text(_ name: String) throws -> [String] {
      try ["tape.jsonl", "timing.jsonl"].map {
        try String(contentsOfFile: cassette(name) + "/" + $0, encoding: .utf8)
      }
    }

    func edit(_ name: String, _ change: (String) -> String) throws {
      let path = cassette(name) + "/tape.jsonl"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try change(text).write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Runs `nemo cassette` with these words and returns its exit code.
    func run(_ words: String...) async throws -> Int32 { try await nemo(["cassette"] + words) }

    /// Runs `nemo` with these words and this folder of cassettes.
    func nemo(_ words: [String]) async throws -> Int32 {
      let command = try NemoCommand.parseAsRoot(words + ["--cassettes", path])
      guard var command = command as? any AsyncParsableCommand else { return -1 }
      do {
        try await command.run()
        return 0
      } catch let exit as ExitCode {
        return exit.rawValue
      }
    }
  }

  @Test func `text to SQLite and back is the same text, byte for byte`() async throws {
    let shelf = try Shelf()
    let before = try shelf.text("quick-edit")
    let file = shelf.path + "/moved.sqlite"
    let codes = [
      try await shelf.run("unseal", "quick-edit", "-o", file),
      try await shelf.run("unseal", "quick-edit", "-o", file),
      try await shelf.run("seal", file),
      try await shelf.run("seal", file, "-o", "moved"),
      try await shelf.run("seal", file, "--force"),
      try await shelf.run("diff", "quick-edit", file, "--timing", "--no-pager"),
    ]
    // What is there is replaced only by --force.
    #expect(codes == [0, 40, 0, 40, 0, 0])
    let after = try shelf.text("moved")
    #expect(after == before)
    #expect(FileManager.default.fileExists(atPath: file + "-wal") == false)
  }

  @Test func `diff says by its exit code whether tapes differ`() async throws {
    let shelf = try Shelf()
    try FileManager.default.copyItem(
      atPath: shelf.cassette("quick-edit"), toPath: shelf.cassette("again"))
    let same = try await shelf.run("diff", "quick-edit", "again")
    try shelf.edit("again") { $0.replacing("\"available\":50", with: "\"available\":49") }
    let different = try await shelf.run("diff", "quick-edit", shelf.cassette("again"), "--json")
    let unknown = try await shelf.run("diff", "quick-edit", "agian")
    #expect([same, different, unknown] == [0, 1, 40])
  }

  @Test func `fmt mends an edited tape, and with --check only says so`() async throws {
    let shelf = try Shelf()
    let canonical = try shelf.text("quick-edit")
    let clean = try await shelf.run("fmt", "quick-edit", "--check")
    try shelf.edit("quick-edit") {
      $0.replacing("{\"k\":\"87002defb19fc86fa4d09eb9c10e7abb\",", with: "{")
    }
    let edited = try shelf.text("quick-edit")
    let check = try await shelf.run("fmt", "quick-edit", "--check")
    let untouched = try shelf.text("quick-edit")
    let fmt = try await shelf.run("fmt", "quick-edit")
    let mended = try shelf.text("quick-edit")
    #expect([clean, check, fmt] == [0, 1, 0])
    #expect(untouched == edited)
    #expect(mended == canonical)
  }

  @Test func `a recording that was left is recovered, and marks what was under way`() async throws {
    let shelf = try Shelf()
    var tape = try Cassette(path: shelf.cassette("quick-edit")).load()
    tape.exchanges[3].end.kind = .unfinished
    let folder = shelf.cassette("broken")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Cassette.write(tape, toDatabase: folder + "/recording.sqlite")
    let codes = [
      try await shelf.run("ls"), try await shelf.run("fmt", "broken"),
      try await shelf.run("recover", "broken", "--json"), try await shelf.run("recover", "broken"),
      try await shelf.run("show", "broken", "--no-pager"),
    ]
    #expect(codes == [0, 40, 0, 0, 0])
    let cassette = Cassette(path: folder)
    #expect(!cassette.hasUnsealedRecording)
    let recovered = try cassette.load()
    #expect(
      recovered.exchanges.filter { $0.end.kind == .unfinished }.map(\.id) == [tape.exchanges[3].id])
  }

  @Test func `show takes names, exchanges and files, and 40 is for what is not there`()
    async throws
  {
    let shelf = try Shelf()
    let id = try Cassette(path: shelf.cassette("quick-edit")).load().exchanges[4].id
    let codes = [
      try await shelf.run("show", "quick-edit", "--all", "--no-pager"),
      try await shelf.run("show", "quick-edit", id, "--json"),
      try await shelf.run("show", "--plain", shelf.cassette("quick-edit") + "/tape.jsonl"),
      try await shelf.run("show", "quick-edti"), try await shelf.run("show", "quick-edit", "run"),
    ]
    #expect(codes == [0, 0, 0, 40, 40])
  }

  @Test func `the simulator still answers as on the committed tape`() async throws {
    let shelf = try Shelf()
    let same = try await shelf.run("verify", "quick-edit", "--backend", "simulator")
    try shelf.edit("quick-edit") {
      $0.replacing("\"available\":50", with: "\"available\":\"50\"")
        .replacing("/api/credits/balance/simple", with: "/api/credits/balance/gone")
    }
    let stale = try await shelf.run("verify", "quick-edit")
    let mended = try await shelf.run("fmt", "quick-edit")
    let gone = try await shelf.run("verify", "quick-edit", "--backend", "simulator", "--json")
    #expect([same, stale, mended, gone] == [0, 40, 0, 1])
  }

  /// The journey of the committed cassette, sent with these words.
  private func edit(_ words: [String], _ backend: String, _ shelf: Shelf) async throws -> Int32 {
    let clip = Self.packageFolder + "/Simulator/Samples/walkthrough.mp4"
    return try await shelf.nemo(
      ["edit", clip] + words + ["-o", shelf.path + "/out.mp4", "--backend", backend])
  }

  @Test func `a client command plays a cassette by name or path, and a miss is 40`() async throws {
    let shelf = try Shelf()
    let words = [
      "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track",
      "trim the first 2 seconds and add a title \"Lumen notes\"",
    ]
    let file = shelf.path + "/moved.sqlite"
    try Cassette.write(try Cassette(path: shelf.cassette("quick-edit")).load(), toDatabase: file)
    let codes = [
      try await edit(words, "cassette:quick-edit", shelf),
      try await edit(words, "cassette:" + file, shelf),
      try await edit(["another"], "cassette:quick-edit", shelf),
      try await edit(words, "cassette:quick-edti", shelf),
    ]
    #expect(codes == [0, 0, 40, 40])
  }

  @Test func `a cassette of a session that was there before is played`() async throws {
    let shelf = try Shelf()
    let path = shelf.cassette("quick-edit")
    var tape = try Cassette(path: path).load()
    tape.exchanges = tape.exchanges.filter { $0.request.url.hasSuffix("/latest") }
    tape.exchanges = [tape.exchanges[1]]
    try Cassette(path: shelf.cassette("status")).write(tape)
    let code = try await shelf.nemo(["status", "--backend", "cassette:status", "--json"])
    #expect(code == 0)
    tape.exchanges[0].request.url += "/gone"
    try Cassette(path: shelf.cassette("gone")).write(tape)
    // Nothing to go on with: no session, and so no request.
    let none = try await shelf.nemo(["status", "--backend", "cassette:gone"])
    #expect(none == 0)
  }

  @Test func `a capture of a browser becomes a cassette, and a broken one an error`() async throws {
    let shelf = try Shelf()
    let capture = """
      {"log":{"version":"1.2","entries":[{"startedDateTime":"2026-11-23T10:00:00.000Z","time":12.5,
      "request":{"method":"GET","url":"https://mega.invalid/api/credits/balance/simple",
      "headers":[]},
      "response":{"status":200,"headers":[{"name":"Content-Type","value":"application/json"}],
      "content":{"mimeType":"application/json","text":"{\\"code\\":0}"}}}]}}
      """
    let file = shelf.path + "/first-look.har"
    try capture.write(toFile: file, atomically: true, encoding: .utf8)
    let codes = [
      try await shelf.run("import", file, "--backend", "https://mega.invalid"),
      try await shelf.run("import", file, "--backend", "https://mega.invalid"),
      try await shelf.run("import", file, "--name", "again", "--origin", "adk", "--json"),
      try await shelf.run("import", shelf.cassette("quick-edit") + "/tape.jsonl", "--name", "x"),
    ]
    #expect(codes == [0, 40, 0, 40])
    let tape = try Cassette(path: shelf.cassette("first-look")).load()
    #expect(tape.header.backend == "https://mega.invalid")
    #expect(tape.exchanges.map(\.request.method) == ["GET"])
    let again = try Cassette(path: shelf.cassette("again")).load()
    #expect(again.header.origin == .adk)
  }

  @Test(arguments: [
    "ls", "show", "diff", "verify", "recover", "seal", "unseal", "fmt", "import",
  ])
  func `every command has help with an example`(name: String) {
    let command = CassetteCommand.configuration.subcommands.first {
      $0.configuration.commandName == name
    }
    #expect(command?.configuration.discussion.contains("nemo cassette \(name)") == true)
  }

  @Test func `words that contradict each other are a mistake of usage`() {
    for words in [
      ["show", "a", "--plain", "--json"], ["show", "a", "b", "--all"], ["fmt"],
      ["unseal", "a", "-o", "a.db"], ["diff", "a"],
    ] {
      #expect(throws: (any Error).self) { try NemoCommand.parseAsRoot(["cassette"] + words) }
    }
  }
}
