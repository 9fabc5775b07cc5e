#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Testing

@testable import NemoCassette

/// Zip archives, and archives of HTTP in them.
struct ZipArchiveTests {
  /// Written by Python's `zipfile`: `har.har` deflated, one body stored, as Playwright packs them.
  private static let capture = bytes(
    """
    UEsDBBQAAAAIAABQdF1Y9R0LOAEAAOQBAAAHAAAAaGFyLmhhcm1Qy07DMBD8F5/zsN1H2pxBXDnkBKqQ42wbI8cJ
    9qalVP531kGgHpB8WHlnZmfmxux4YvWNncEHMzpWM1FIljHtQeHo08qpAej/2arrxZtTj7S+h2+qgrOYMXDoDQRW
    v95YQOURugeF0JiFLrnc5kLkkjeC1zy9gnP+QmK4IIQsNhnz8DFDwHR3AOzHjqhPjw2hZm9p7hGnUJelmkwBn2qY
    LKS5JL+dwVC2yiqnoQwmrYjWg+rILLk6xCQfptEFSPrkEWdaSM7vYX+B9eiQMuV4nZLQWdk5fatpskYrpPjle6AO
    4iH7xS6y5otgucjYQLmaRP6HlLG3o7FLMcduDUJvKyU7uTtq6HbrPYBo22oL1Wov2v0KWmrn51hc+jLuFJZj4Kgh
    8n9Rhq4LniJqMGdSpj5jPMT4DVBLAwQUAAAAAAAAUHRdq9MK3yMAAAAjAAAALQAAADJmZDRlMWM2N2EyZDI4ZmNl
    ZDg0OWVlMWJiNzZlNzM5MWI5M2ViMTIuanNvbnsiY29kZSI6MCwiZGF0YSI6eyJhdmFpbGFibGUiOjEwMH19UEsB
    AhQDFAAAAAgAAFB0XVj1HQs4AQAA5AEAAAcAAAAAAAAAAAAAAIABAAAAAGhhci5oYXJQSwECFAMUAAAAAAAAUHRd
    q9MK3yMAAAAjAAAALQAAAAAAAAAAAAAAgAFdAQAAMmZkNGUxYzY3YTJkMjhmY2VkODQ5ZWUxYmI3NmU3MzkxYjkz
    ZWIxMi5qc29uUEsFBgAAAAACAAIAkAAAAMsBAAAAAA==
    """)
  private static let bodyName = "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12.json"
  private static let body = #"{"code":0,"data":{"available":100}}"#
  /// Where the local header of the body's file begins, and the two entries of the directory.
  private static let localHeader = 0x15d
  private static let directory = 0x1cb
  private static let secondEntry = directory + 46 + 7

  private static func bytes(_ base64: String) -> [UInt8] {
    HARText.base64(Array(base64.utf8)) ?? []
  }

  @Test func `stored and deflated files are read by their names`() throws {
    var zip = try ZipArchive(Self.capture)
    #expect(zip.names == ["har.har", Self.bodyName])
    #expect(try zip.read(Self.bodyName) == Array(Self.body.utf8))
    #expect(try zip.read("har.har")?.count == 484)
    #expect(try zip.read("../har.har") == nil)
  }

  @Test func `a comment may follow the directory`() throws {
    var bytes = Self.capture
    bytes[bytes.count - 2] = 5
    var zip = try ZipArchive(bytes + Array("hello".utf8))
    #expect(try zip.read(Self.bodyName) == Array(Self.body.utf8))
  }

  private static func refusal(_ change: (inout [UInt8]) -> Void) -> String? {
    var bytes = capture
    change(&bytes)
    do {
      var zip = try ZipArchive(bytes)
      _ = try zip.read(bodyName)
      return nil
    } catch {
      return (error as? CassetteError)?.sentence
    }
  }

  @Test func `what cannot be read is refused with its reason`() {
    let start = "The zip archive cannot be read: "
    #expect(
      Self.refusal { $0[Self.secondEntry + 8] |= 1 } == start + "a file in it is encrypted.")
    #expect(
      Self.refusal { $0[Self.secondEntry + 10] = 12 }
        == start
        + "a file in it is packed by method 12; only stored and deflated ones are read.")
    #expect(
      Self.refusal { $0[Self.secondEntry + 16] ^= 1 } == start + "a file in it is damaged.")
    #expect(
      Self.refusal { $0[Self.secondEntry + 27] = 0x7f }
        == start + "it holds more than can be read: 2130706467 bytes in one file.")
    #expect(
      Self.refusal { $0[Self.localHeader] = 0 } == start + "a file in it is damaged.")
    #expect(
      Self.refusal { $0[Self.secondEntry] = 0 } == start + "its central directory is damaged.")
    #expect(
      Self.refusal {
        $0[Self.secondEntry + 28] = 0xff; $0[Self.secondEntry + 29] = 0xff
      }
        == start + "its central directory is cut short.")
    #expect(
      Self.refusal {
        $0.replaceSubrange(($0.count - 6)..<($0.count - 2), with: [255, 255, 255, 255])
      }
        == start + "it is in the zip64 form; pack it again with fewer or smaller files.")
    #expect(
      Self.refusal { $0.removeLast(30) }
        == start + "it has no central directory: it is damaged or cut short.")
  }

  @Test func `a checksum is that of the standard`() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xcbf4_3926)
    #expect(CRC32.of([UInt8]()) == 0)
  }

  // MARK: Captures

  @Test func `a zip of Playwright becomes a tape`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/capture.har.zip"
    try Data(Self.capture).write(to: URL(filePath: path))
    let result = try HARImport.read(path: path)
    #expect(result.notes == [])
    #expect(result.first?.response?.text == Self.body)
    #expect(result.first?.response?.at == .milliseconds(10))
  }

  @Test func `what is only called a zip is told so`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/capture.ZIP"
    try Data([0x13, 0x37, 0x00, 0xff]).write(to: URL(filePath: path))
    let error = #expect(throws: CassetteError.self) { try HARImport.read(path: path) }
    #expect(
      error?.sentence
        == "\(path) is no zip archive, whatever its name says. Save the capture again.")
  }

  @Test func `bodies beside an archive are read, and nothing outside of its folder`() throws {
    let folder = try TemporaryFolder()
    func entry(_ name: String) -> String {
      HARFixture.entry(
        response: #"{"status":200,"headers":[],"content":{"size":6,"_file":"\#(name)"}}"#)
    }
    let archive = folder.path + "/inner/capture.har"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/inner/bodies", withIntermediateDirectories: true)
    try Data("inside".utf8).write(to: URL(filePath: folder.path + "/inner/bodies/a.dat"))
    try Data("hidden".utf8).write(to: URL(filePath: folder.path + "/secret"))
    try Data(
      HARFixture.archive(
        entry("bodies/a.dat"), entry("../secret"), entry("bodies/../../secret"),
        entry("\(folder.path)/secret"), entry("gone.dat"))
    ).write(to: URL(filePath: archive))
    let result = try HARImport.read(path: archive)
    #expect(
      result.tape.exchanges.map { $0.response?.body }
        == [.bytes(Array("inside".utf8))]
        + Array(repeating: .omitted(sha256: "", sizeBytes: 6), count: 4))
    #expect(
      result.notes.first
        == "Entries 2, 3, 4, 5: the body's file is not there, so only its size is kept.")
  }

  @Test func `a file that is not there is not found`() {
    let error = #expect(throws: CassetteError.self) {
      try HARImport.read(path: "/nonexistent/capture.har")
    }
    #expect(error?.code == .notFound)
  }

  @Test func `a zhar of mitmproxy is unpacked`() throws {
    // zlib.compress of an archive without entries.
    let folder = try TemporaryFolder()
    let path = folder.path + "/capture.zhar"
    let packed = Self.bytes("eNqrVsrJT1eyqlZKzSspykwtVrKKjq2tBQBX7wfh")
    try Data(packed).write(to: URL(filePath: path))
    let error = #expect(throws: CassetteError.self) { try HARImport.read(path: path) }
    #expect(error?.sentence.hasPrefix("The HAR file holds no request of the API.") == true)
  }
}
