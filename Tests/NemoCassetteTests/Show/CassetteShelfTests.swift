import NemoHTTP
import Testing

@testable import NemoCassette

@Suite struct CassetteShelfTests {
  private func shelf(_ names: [String]) throws -> (TemporaryFolder, CassetteShelf) {
    let folder = try TemporaryFolder()
    for name in names {
      try Cassette(named: name, in: folder.path).write(
        ShownTapes.tape([ShownTapes.exchange("a-1", "/a")]))
    }
    return (folder, CassetteShelf(folder: folder.path))
  }

  @Test func `a name, a path and a database are found`() throws {
    let (folder, shelf) = try shelf(["tour", "edit"])
    let path = folder.path + "/tour.cassette"
    let database = folder.path + "/moved.sqlite"
    try Cassette.write(try Cassette(path: path).load(), toDatabase: database)
    #expect(shelf.names() == ["edit", "tour"])
    for text in ["tour", "tour.cassette", path, path + "/", path + "/tape.jsonl"] {
      let found = try shelf.find(text)
      #expect(found.path == path)
      #expect(found.name == "tour")
    }
    let found = try shelf.find(database)
    #expect(found == .database(path: database))
    #expect(found.name == "moved")
    let tape = try found.load()
    #expect(tape.exchanges.map { $0.id } == ["a-1"])
  }

  @Test func `an unknown name is an error that names the near ones`() throws {
    let (folder, shelf) = try shelf(["quick-edit", "quick-crop", "batch"])
    let error = #expect(throws: CassetteError.self) { try shelf.find("quick-edti") }
    #expect(
      error?.sentence
        == "There is no cassette quick-edti in \(folder.path). Did you mean quick-edit? "
        + "nemo cassette ls lists them all.")
    let part = #expect(throws: CassetteError.self) { try shelf.find("quick") }
    #expect(part?.sentence.contains("quick-crop or quick-edit") == true)
    #expect(throws: CassetteError.self) { try shelf.find("../quick-edit") }
    #expect(throws: CassetteError.self) { try shelf.find(folder.path + "/none.sqlite") }
  }

  @Test func `a file that is no tape is told from one that isn't there`() throws {
    let (folder, shelf) = try shelf([])
    let path = folder.path + "/a.har"
    try DiskFileStore().appender(to: path).write(Array("{}".utf8))
    let error = #expect(throws: CassetteError.self) { try shelf.find(path) }
    #expect(
      error?.sentence == "\(path) is a file, but no SQLite cassette, whose name ends in .sqlite. "
        + "HAR files and zips of them are read by: nemo cassette import \(path)")
  }

  @Test func `a folder that is not there is refused, an empty one is not`() throws {
    let folder = try TemporaryFolder()
    let (none, file) = (folder.path + "/none", folder.path + "/file")
    try DiskFileStore().appender(to: file).write([])
    #expect(throws: Never.self) { try CassetteShelf(folder: folder.path).check() }
    let missing = #expect(throws: CassetteError.self) { try CassetteShelf(folder: none).check() }
    #expect(missing?.sentence.hasPrefix("There is no folder \(none). ") == true)
    let wrong = #expect(throws: CassetteError.self) { try CassetteShelf(folder: file).check() }
    #expect(wrong?.sentence.hasPrefix("\(file) is no folder. ") == true)
  }

  @Test(arguments: [
    ("", "", 0), ("ab", "ba", 1), ("tour", "tuor", 1), ("abc", "", 3), ("a", "b", 1),
  ])
  func `the distance of two names counts swaps as one`(one: String, other: String, distance: Int) {
    #expect(NearNames.editDistance(Array(one), Array(other)) == distance)
  }

  @Test func `the table fits the terminal and marks what is not sealed`() throws {
    let (folder, _) = try shelf(["tour"])
    var unsealed = CassetteFacts(Cassette(path: folder.path + "/tour.cassette"))
    let sealed = unsealed
    (unsealed.name, unsealed.isUnsealed, unsealed.note) = (
      "剪辑", true, "一个很长的说明" + String(repeating: "长", count: 90)
    )
    for width in [40, 50, 60, 69] {
      let lines = CassetteTable([sealed, unsealed]).lines(width: width)
      #expect(lines.allSatisfy { TextColumns.width($0.text) <= width })
      #expect(lines[2].text.contains("unsealed"))
    }
    for width in [80, 200] {
      let lines = CassetteTable([sealed, unsealed]).lines(width: width)
      #expect(lines.allSatisfy { TextColumns.width($0.text) <= width })
      #expect(lines[2].text.contains("unsealed 一个很长的说明"))
    }
    let whole = CassetteTable([sealed, unsealed]).lines(width: nil)
    #expect(whole[2].text.hasSuffix(" unsealed " + unsealed.note))
    #expect(whole[0].text == "NAME ORIGIN    EXCHANGES RECORDED       SIZE NOTE")
    #expect(sealed.exchanges == 1)
    #expect(sealed.recorded == "2026-11-23T10:00:00Z")
    #expect(sealed.sizeBytes > 200)
  }

  @Test func `a tape without its folder is read for git, and one that can't be is shown as it is`()
    throws
  {
    let (folder, _) = try shelf(["tour"])
    let store = DiskFileStore()
    let tape = try store.bytes(of: folder.path + "/tour.cassette/tape.jsonl")
    let alone = folder.path + "/x_tape.jsonl"
    try store.appender(to: alone).write(tape)
    let lines = try #require(try LooseTape.lines(path: alone))
    #expect(lines.map(\.text).contains("GET /a"))
    let broken = folder.path + "/broken.jsonl"
    try store.appender(to: broken).write(Array("<<<<<<< ours\n".utf8) + tape)
    let raw = try #require(try LooseTape.lines(path: broken))
    #expect(raw.first?.text == "<<<<<<< ours")
    let folderItself = try LooseTape.lines(path: folder.path)
    #expect(folderItself == nil)
  }
}
