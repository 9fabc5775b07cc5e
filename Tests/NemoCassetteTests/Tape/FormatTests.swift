import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// `nemo cassette fmt`: a tape that was edited by hand becomes as sealing writes it.
struct FormatTests {
  private static let header =
    "{\"cassette\":1,\"origin\":\"handwritten\",\"backend\":\"https://b.invalid\","
    + "\"recorded\":\"2026-11-23T10:00:00Z\"}\n"

  private static func files(_ cassette: Cassette) throws -> [String: String] {
    try TemporaryFolder.files(in: cassette.path).mapValues { String(decoding: $0, as: UTF8.self) }
  }

  private static func put(_ text: String, _ name: String, in cassette: Cassette) throws {
    try cassette.folder.create()
    let path = cassette.path + "/" + name
    try DiskFileStore().remove(path)
    try DiskFileStore().appender(to: path).write(Array(text.utf8))
  }

  @Test func `a tape written by hand is put in order, once`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "hand", in: folder.path)
    try Self.put(
      Self.header + """

        { "q": {"url":"https://b.invalid/a", "method":"GET"}, "i":"mine" }
        {"r": {"headers":[["Content-Type","text/event-stream"]],"status":200}, "i":"mine"}
        {"i":"mine","e":"data: 1\\n\\ndata: 2\\n"}
        {"i":"mine","e":"\\n"}
        {"sent":"complete","i":"mine","end":"closed"}
        {"i":"b","q":{"method":"POST","url":"https://b.invalid/b","body":{"text":"{\\"a\\":1}"}}}
        """, "tape.jsonl", in: cassette)
    try Self.put(
      "{\"i\":\"gone\",\"at\":1,\"end\":2}\n{\"i\":\"b\",\"end\":9}\n", "timing.jsonl", in: cassette
    )
    let tape = try cassette.load()
    let keys = RequestForms(tape).forms.map { $0.key }
    #expect(try cassette.format())
    let files = try Self.files(cassette)
    #expect(
      files["tape.jsonl"] == Self.header + """
        {"k":"\(keys[0])","i":"mine","q":{"method":"GET","url":"https://b.invalid/a","headers":[]}}
        {"i":"mine","r":{"status":200,"headers":[["Content-Type","text/event-stream"]]}}
        {"i":"mine","e":"data: 1\\n\\n"}
        {"i":"mine","e":"data: 2\\n\\n"}
        {"i":"mine","end":"closed","sum":"\(BodyLines.sum(of: Array("data: 1\n\ndata: 2\n\n".utf8)))"}
        {"k":"\(keys[1])","i":"b","q":{"method":"POST","url":"https://b.invalid/b","headers":[],"body":{"json":{"a":1}}}}
        {"i":"b","end":"unfinished"}

        """)
    #expect(files["timing.jsonl"] == "{\"i\":\"b\",\"at\":0,\"end\":9}\n")
    #expect(files.keys.sorted() == [".gitattributes", "tape.jsonl", "timing.jsonl"])
    #expect(try !cassette.format())
    #expect(try Self.files(cassette) == files)
    #expect(try cassette.load() == tape)
    #expect(TapeIndex.open(tape: Array(files["tape.jsonl"]!.utf8), timing: []) != nil)
  }

  @Test func `what sealing writes is in order already`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "sealed", in: folder.path)
    var tape = TapeIndexTests.tape(renders: 2)
    tape.exchanges[0].response?.body = .bytes([UInt8](repeating: 0xff, count: 1 << 20 + 1))
    tape.exchanges[1].response?.body = .bytes((0..<9_000).map { UInt8(truncatingIfNeeded: $0) })
    try cassette.write(tape)
    let before = try Self.files(cassette)
    #expect(try !cassette.format())
    #expect(try Self.files(cassette) == before)
  }

  @Test func `a stale key, sum or digest is refused until it is put in order`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "stale", in: folder.path)
    var tape = TapeIndexTests.tape(renders: 1)
    tape.exchanges[3].response?.body = .bytes((0..<9_000).map { UInt8(truncatingIfNeeded: $0) })
    try cassette.write(tape)
    let text = try #require(try Self.files(cassette)["tape.jsonl"])
    let blob = try #require(
      try TemporaryFolder.files(in: cassette.path).keys.first { $0.hasPrefix("blobs/") })
    let edits = [
      text.replacing("{\"n\":0}", with: "{\"n\":1}"),
      text.replacing("data: x", with: "data: y"),
    ]
    for edited in edits {
      try Self.put(edited, "tape.jsonl", in: cassette)
      let error = #expect(throws: CassetteError.self) { try cassette.load() }
      #expect(error?.code == .tampered)
      #expect(
        error?.sentence.hasSuffix(
          "If the tape was edited by hand, run: nemo cassette fmt stale") == true)
      #expect(try cassette.format())
      #expect(try !cassette.format())
      #expect(try cassette.load().exchanges.map { $0.id } == tape.exchanges.map { $0.id })
    }
    #expect(cassette.editedBlobs() == [])
    try Self.put("edited", blob, in: cassette)
    #expect(cassette.editedBlobs() == [String(blob.dropFirst(6))])
    let error = #expect(throws: CassetteError.self) { try cassette.load() }
    #expect(error?.code == .tampered)
    #expect(try cassette.format())
    #expect(try cassette.load().exchanges[3].response?.body == .bytes(Array("edited".utf8)))
    #expect(try !Self.files(cassette).keys.contains(blob))
    #expect(try !cassette.format())
  }

  @Test func `a blob may be put in under any name`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "named", in: folder.path)
    try Self.put(
      Self.header + """
        {"i":"a","q":{"method":"GET","url":"https://b.invalid/a"}}
        {"i":"a","r":{"status":200}}
        {"i":"a","b":{"blob":"picture.png"}}
        """, "tape.jsonl", in: cassette)
    try Cassette(path: cassette.path + "/blobs").folder.create()
    let bytes = [UInt8](repeating: 0xff, count: 5_000)
    try DiskFileStore().appender(to: cassette.path + "/blobs/picture.png").write(bytes)
    let error = #expect(throws: CassetteError.self) { try cassette.load() }
    #expect(error?.sentence.contains("nemo cassette fmt named") == true)
    #expect(try cassette.format())
    #expect(try cassette.load().exchanges[0].response?.body == .bytes(bytes))
    let names = try TemporaryFolder.files(in: cassette.path).keys.sorted()
    #expect(names == [".gitattributes", "blobs/" + Digest.of(bytes), "tape.jsonl"])
    #expect(try !cassette.format())
  }

  @Test func `a recording is sealed before it is put in order`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "open", in: folder.path)
    try cassette.folder.create()
    try Cassette.write(TapeIndexTests.tape(renders: 1), toDatabase: cassette.folder.databasePath)
    let error = #expect(throws: CassetteError.self) { try cassette.format() }
    #expect(error?.code == .leftover)
    #expect(error?.sentence.contains("nemo cassette recover open") == true)
    let missing = try Cassette(named: "missing", in: folder.path)
    #expect(throws: CassetteError.self) { try missing.format() }
  }

  @Test func `a secret written by hand stops it`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "secret", in: folder.path)
    let text =
      Self.header
      + "{\"i\":\"a\",\"q\":{\"method\":\"GET\",\"url\":\"https://b.invalid/a?token=nmv_usr_AbCdEfGhIjKl\"}}\n"
    try Self.put(text, "tape.jsonl", in: cassette)
    let error = #expect(throws: CassetteError.self) { try cassette.format() }
    #expect(error?.code == .secretFound)
    #expect(try Self.files(cassette)["tape.jsonl"] == text)
  }
}
