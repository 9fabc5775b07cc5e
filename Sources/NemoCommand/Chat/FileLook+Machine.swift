import NemoClient
import NemoHTTP

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileLook {
  /// The disk.
  static func ofThisMachine(environment: [String: String]) -> FileLook {
    let preflight = Preflight(files: DiskFileStore())
    return FileLook(
      home: environment["HOME"], isFile: { kind(of: $0) == S_IFREG },
      isFolder: { kind(of: $0) == S_IFDIR },
      problem: { path in
        do {
          try preflight.checkUpload(path)
          return nil
        } catch {
          return error as? NemoError
        }
      }, isSame: isSame)
  }

  /// Links followed; nothing is the same as what is not there.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev
  }

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// More names of a folder are not completed.
  private static let maximumEntries = 10_000

  /// What stands in a folder; an empty path is the current one.
  static func entries(of folder: String) -> [LineCompletion.Entry] {
    let folder = folder.isEmpty ? "." : folder
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var entries: [LineCompletion.Entry] = []
    while entries.count < maximumEntries, let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      entries.append(.init(name: name, isFolder: kind(of: folder + "/" + name) == S_IFDIR))
    }
    return entries
  }
}
