import NemoHTTP

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that come with the simulator: beside the program, else among the sources.
enum BundledFile {
  /// Where a file or a folder would be, by its path below the folder `Simulator`.
  static func places(of name: String) -> [String] {
    let sources = String(describing: #filePath).split(separator: "/").dropLast(2)
    let program = CommandLine.arguments.first.flatMap(realPath)?.split(separator: "/").dropLast()
    let folders = [program, sources].compactMap { $0?.joined(separator: "/") }
    return folders.map { "/\($0)/\(name)" }
  }

  /// Where a file is; nil when it is nowhere.
  static func path(of name: String) -> String? {
    let disk = DiskFileStore()
    return places(of: name).first { disk.exists($0) }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
