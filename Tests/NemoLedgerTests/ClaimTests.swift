import Foundation
import NemoClient
import NemoLedger
import Testing

@Suite final class ClaimTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("nemo-claims-\(UUID())").path
  private var path: String { folder + "/ledger.sqlite" }

  init() throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `a render is held by one at a time, whichever ledger they have open`() throws {
    let one = try Ledger(path: path).store(for: "b")
    let other = try Ledger(path: path).store(for: "b")
    let claim = try #require(try one.claim(render: "render_1"))
    #expect(try other.claim(render: "render_1") == nil)
    #expect(try one.claim(render: "render_1") == nil)
    let second = try other.claim(render: "render_2")
    #expect(second != nil)
    let elsewhere = try Ledger(path: path).store(for: "c").claim(render: "render_1")
    #expect(elsewhere != nil)
    claim.release()
    claim.release()
    let again = try other.claim(render: "render_1")
    #expect(again != nil)
    for held in [second, elsewhere, again] { held?.release() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path + ".claims").isEmpty)
  }

  @Test func `an id that is no name of a file is claimed all the same`() throws {
    let store = try Ledger(path: path).store(for: "https://host/../x")
    let claim = try store.claim(render: "../../etc/\u{0}" + String(repeating: "x", count: 5_000))
    #expect(claim != nil)
    claim?.release()
  }

  @Test func `what a dead process left behind is no claim`() throws {
    let store = try Ledger(path: path).store(for: "b")
    let folder = path + ".claims"
    let first = try #require(try store.claim(render: "render_1"))
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    first.release()
    #expect(FileManager.default.createFile(atPath: folder + "/" + name, contents: nil))
    let claim = try store.claim(render: "render_1")
    #expect(claim != nil)
    claim?.release()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }
}
