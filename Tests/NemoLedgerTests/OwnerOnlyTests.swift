import Foundation
import NemoLedger
import Testing

@Suite final class OwnerOnlyTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("nemo-owner-\(UUID())").path
  private var path: String { folder + "/ledger.sqlite" }

  init() throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func setMode(_ mode: Int, of path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func refusal() -> LedgerError? {
    #expect(throws: LedgerError.self) { try Ledger(path: path) }
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o620])
  func `a ledger that others can read or write is refused by its mode`(mode: Int) throws {
    _ = try Ledger(path: path)
    try setMode(mode, of: path)
    let error = refusal()
    #expect(error?.code == .openFile)
    #expect(
      error?.description
        == "\(path) holds tokens, and others can read or write it (mode "
        + "\(String(mode, radix: 8))), so it is not used. If you trust what is in it: "
        + "chmod 600 '\(path)'. If not, remove it.")
    try setMode(0o600, of: path)
    _ = try Ledger(path: path)
  }

  @Test(arguments: [0o755, 0o750, 0o711])
  func `a folder that others can enter is refused, and nothing is created in it`(
    mode: Int
  ) throws {
    try setMode(mode, of: folder)
    let error = refusal()
    #expect(error?.code == .openFolder)
    #expect(error?.description.hasSuffix("chmod 700 '\(folder)'.") == true)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  /// Whoever may give files away; anybody else can't make the case.
  @Test(.enabled(if: geteuid() == 0)) func `a ledger of another user is refused`() throws {
    _ = try Ledger(path: path)
    #expect(chown(path, 65_534, 65_534) == 0)
    #expect(refusal()?.code == .foreign)
    #expect(chown(path, 0, 0) == 0)
    #expect(chown(folder, 65_534, 65_534) == 0)
    let error = refusal()
    #expect(error?.code == .foreign)
    #expect(error?.description.hasPrefix("\(folder) belongs to another user") == true)
  }
}
