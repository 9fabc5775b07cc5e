import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Bodies that are too many to hold in memory.
struct StoredBlobTests {
  /// A little more than a MiB in which no two stretches are alike.
  private static let large: [UInt8] = (0..<(1 << 20 + 1 << 16)).map {
    UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8 &+ $0 >> 16)
  }

  private static func tape(_ body: BodyContent) -> Tape {
    Tape(
      header: .init(origin: .live, backend: backend, recorded: WallTime(sinceEpoch: .zero)),
      exchanges: [
        Exchange(
          id: "download-1", request: .init(method: "GET", url: backend + "/a.mp4"),
          response: .init(
            status: 200, body: body,
            cuts: [
              .init(length: 1 << 10, at: .milliseconds(1)),
              .init(length: body.sizeBytes - 1 << 10, at: .milliseconds(2)),
            ]),
          end: ExchangeEnd(.closed, at: .milliseconds(3)))
      ])
  }

  private static func blob(_ tape: Tape) throws -> StoredBlob {
    guard case .stored(let blob)? = tape.exchanges[0].response?.body else {
      throw CassetteError(.unreadable, "not stored")
    }
    return blob
  }

  private static func bytes(_ blob: StoredBlob) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try blob.forEachPart { part in
      #expect(part.count <= RegularFile.partBytes)
      bytes += part
    }
    return bytes
  }

  @Test func `a large body stands in a file of the text form, a smaller one in memory`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "large", in: folder.path)
    try cassette.write(Self.tape(.bytes(Self.large)))
    let read = try cassette.load()
    let blob = try Self.blob(read)
    #expect(blob.path == cassette.path + "/blobs/" + Digest.of(Self.large))
    #expect(blob.sizeBytes == Self.large.count)
    #expect(try Self.bytes(blob) == Self.large)

    // Written again in place, and elsewhere.
    try cassette.write(read)
    #expect(try cassette.load() == read)
    let other = try Cassette(named: "other", in: folder.path)
    try other.write(read)
    #expect(try Self.bytes(Self.blob(other.load())) == Self.large)

    let edge = Array(Self.large.prefix(StoredBlob.memoryLimitBytes))
    try other.write(Self.tape(.bytes(edge)))
    #expect(try other.load().exchanges[0].response?.body == .bytes(edge))
  }

  @Test func `a database holds a large body in pieces and gives it back in pieces`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "large", in: folder.path)
    try cassette.write(Self.tape(.bytes(Self.large)))
    let text = try cassette.load()
    let path = folder.path + "/one.sqlite"
    try Cassette.write(text, toDatabase: path)
    let files = try TemporaryFolder.files(in: folder.path).keys.filter { $0.hasPrefix("one") }
    #expect(files == ["one.sqlite"])
    let read = try Cassette.load(path)
    #expect(read == text)
    let blob = try Self.blob(read)
    #expect(blob.path == path)
    #expect(try Self.bytes(blob) == Self.large)
    // And from there into text again, and into another database.
    let again = try Cassette(named: "again", in: folder.path)
    try again.write(read)
    #expect(try Self.bytes(Self.blob(again.load())) == Self.large)
    try Cassette.write(read, toDatabase: folder.path + "/two.sqlite")
    #expect(try Self.bytes(Self.blob(Cassette.load(folder.path + "/two.sqlite"))) == Self.large)
  }

  @Test func `a body in memory is in pieces in a database as well`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/one.sqlite"
    try Cassette.write(Self.tape(.bytes(Self.large)), toDatabase: path)
    #expect(try Self.bytes(Self.blob(Cassette.load(path))) == Self.large)
  }

  /// A recording whose only body is a file beside it.
  private static func recording(
    _ cassette: Cassette, spooled: String, sha256: String, sizeBytes: Int, end: Bool = true
  ) throws {
    try cassette.folder.create()
    let folder = cassette.path + "/blobs"
    try Cassette(path: folder).folder.create()
    try DiskFileStore().appender(to: cassette.path + "/" + spooled).write(large)
    let database = try RecordingDatabase(path: cassette.folder.databasePath)
    let tape = tape(.bytes(large))
    let exchange = tape.exchanges[0]
    try database.insert([
      .header(tape.header), .request(0, id: nil, exchange.request),
      .response(0, status: 200, headers: [], at: .zero), .piece(0, [1, 2, 3]),
      .spooled(0, path: spooled, sha256: "", sizeBytes: 0),
    ])
    try database.insert((exchange.response?.cuts ?? []).map { .cut(0, $0) })
    if end {
      try database.insert([
        .spooled(0, path: spooled, sha256: sha256, sizeBytes: sizeBytes), .end(0, exchange.end),
      ])
    }
    try database.close()
  }

  @Test func `a recording's spooled body plays where it is, and sealing moves it`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "spooled", in: folder.path)
    try Self.recording(
      cassette, spooled: "blobs/.spool-3", sha256: Digest.of(Self.large),
      sizeBytes: Self.large.count)
    let blob = try Self.blob(cassette.load())
    #expect(blob.path == cassette.path + "/blobs/.spool-3")
    #expect(try Self.bytes(blob) == Self.large)

    // Killed after the text was written, before the database went: both forms play.
    let copy = folder.path + "/killed.cassette"
    let moved = try cassette.write(cassette.load(), scanning: Redactor())
    #expect(try Self.bytes(Self.blob(moved)) == Self.large)
    try TemporaryFolder.copy(cassette.path, to: copy)
    #expect(try Self.bytes(Self.blob(Cassette.load(copy))) == Self.large)
    try Cassette(path: copy).sealLeftover()
    let names = try TemporaryFolder.files(in: copy).keys.sorted()
    #expect(
      names == [".gitattributes", "blobs/" + Digest.of(Self.large), "tape.jsonl", "timing.jsonl"])
    #expect(try Self.bytes(Self.blob(Cassette.load(copy))) == Self.large)
  }

  @Test func `of a body under way the file counts as it is`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "unfinished", in: folder.path)
    try Self.recording(cassette, spooled: "blobs/.spool-0", sha256: "", sizeBytes: 0, end: false)
    let tape = try cassette.load()
    #expect(tape.exchanges[0].end.kind == .unfinished)
    #expect(try Self.bytes(Self.blob(tape)) == Self.large)
  }

  @Test(arguments: [
    "/etc/hostname", "../x", "blobs/../x", "blobs/.spool-", "blobs/.spool-x", "blobs/a/b", "blobs",
    "", "blobs/.spool-1234567890123",
  ])
  func `a database can name no other file`(name: String) throws {
    let error = #expect(throws: CassetteError.self) {
      try SpooledFile(name, beside: "/tmp/x.sqlite", sha256: "")
    }
    #expect(error?.code == .unreadable)
  }

  @Test func `bytes that are not those promised are refused wherever they stand`() throws {
    let folder = try TemporaryFolder()
    let cassette = try Cassette(named: "tampered", in: folder.path)
    for body in [Self.large, Array(Self.large.prefix(9 << 10))] {
      try cassette.write(Self.tape(.bytes(body)))
      let path = cassette.path + "/blobs/" + Digest.of(body)
      var changed = body
      changed[77] ^= 1
      for bytes in [changed, body + [0]] {
        try DiskFileStore().remove(path)
        try DiskFileStore().appender(to: path).write(bytes)
        let error = #expect(throws: CassetteError.self) { try cassette.load() }
        #expect(error?.code == .tampered)
        #expect(error?.sentence.contains("nemo cassette fmt") == true)
      }
    }
    let spooled = try Cassette(named: "spooled", in: folder.path)
    try Self.recording(
      spooled, spooled: "blobs/.spool-3", sha256: Digest.of([1]), sizeBytes: Self.large.count)
    let error = #expect(throws: CassetteError.self) { try spooled.load() }
    #expect(error?.code == .tampered)
  }
}
