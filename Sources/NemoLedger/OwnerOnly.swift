#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether a place is for its owner's eyes alone. A token that others could have read or replaced is
/// not used.
enum OwnerOnly {
  /// The permissions of anybody but the owner.
  private static let others: mode_t = 0o077

  /// Creates the file of the ledger where there is none, and checks who can reach it.
  ///
  /// SQLite gives its journal files the mode of the database, so this settles all of them.
  ///
  /// - Throws: ``LedgerError``.
  static func prepare(_ path: String) throws(LedgerError) {
    try checkFolder(of: path)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let detail = String(cString: strerror(errno))
      // Before anything else, because it is what one can do something about.
      try check(path, path)
      throw LedgerError(.unusable, path: path, detail: detail)
    }
    close(descriptor)
    try check(path, path)
  }

  /// Checks who can reach the file and its folder, as far as they are there. Makes nothing.
  ///
  /// - Throws: ``LedgerError``.
  static func check(_ path: String) throws(LedgerError) {
    try checkFolder(of: path)
    try check(path, path)
  }

  private static func checkFolder(of path: String) throws(LedgerError) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    try check(String(path[..<slash]), path)
  }

  /// What is not there is nobody's.
  private static func check(_ place: String, _ path: String) throws(LedgerError) {
    var status = stat()
    guard stat(place, &status) == 0 else {
      if errno == ENOENT { return }
      throw LedgerError(.unusable, path: path, detail: String(cString: strerror(errno)))
    }
    guard status.st_uid == geteuid() else { throw LedgerError(.foreign, path: place) }
    guard status.st_mode & others == 0 else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      let mode = String(status.st_mode & 0o7777, radix: 8)
      throw LedgerError(isFolder ? .openFolder : .openFile, path: place, detail: mode)
    }
  }
}
