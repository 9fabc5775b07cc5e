/// A ledger that could not be used. Its description says what to do.
public struct LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: Sendable, Hashable {
    case unusable, newerVersion
    /// Others than the owner can reach it.
    case openFile, openFolder
    /// It belongs to another user.
    case foreign
  }

  public var code: Code
  public var path: String
  public var detail: String

  init(_ code: Code, path: String, detail: String = "") {
    self.code = code
    self.path = path
    self.detail = detail
  }

  public var description: String {
    switch code {
    case .unusable:
      "The ledger at \(path) can't be used (\(detail)). Check that you own it and that the disk has space; without it nothing is remembered between runs."
    case .newerVersion:
      "The ledger at \(path) was written by a newer version of nemo. Update nemo, or set XDG_STATE_HOME to another folder."
    case .openFile:
      "\(path) holds tokens, and others can read or write it (mode \(detail)), so it is not used. If you trust what is in it: chmod 600 '\(path)'. If not, remove it."
    case .openFolder:
      "\(path) holds tokens, and others can enter it (mode \(detail)), so it is not used. To keep it to yourself: chmod 700 '\(path)'."
    case .foreign:
      "\(path) belongs to another user, so it is not used. Run nemo as the user who owns it, or set XDG_STATE_HOME to a folder of your own."
    }
  }
}
