import Foundation

/// The Swift files of this package, by folder.
enum SourceTree {
  struct File {
    /// Relative to the package, such as `Sources/NemoTime/Instant.swift`.
    var path: String
    var lines: [Substring]
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// All Swift files below a folder of the package, sorted by path.
  static func files(below folder: String) throws -> [File] {
    let base = root.appendingPathComponent(folder)
    guard let walk = FileManager.default.enumerator(atPath: base.path) else {
      throw CocoaError(.fileNoSuchFile)
    }
    let paths = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
    return try paths.map { path in
      let text = try String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)
      return File(
        path: folder + "/" + path,
        lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }
}

extension SourceTree.File {
  /// The modules that the file imports, with the number of the line.
  var imports: [(module: String, line: Int)] {
    lines.enumerated().compactMap { index, line in
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first, first.hasPrefix("@") || Self.accessLevels.contains(first) {
        words.removeFirst()
      }
      guard words.first == "import", words.count >= 2 else { return nil }
      // `import struct Module.Name` names the kind before the module.
      let name = words.count > 2 && !words[1].contains(".") ? words[2] : words[1]
      return (String(name.split(separator: ".")[0]), index + 1)
    }
  }

  private static let accessLevels: Set<String> = ["public", "package", "internal", "private"]

  /// The lines that hold code, without comments.
  var code: [(text: String, line: Int)] {
    lines.enumerated().compactMap { index, line in
      let text = line.drop { $0 == " " }
      guard !text.hasPrefix("//") else { return nil }
      return (
        String(text.prefix(upTo: text.range(of: " //")?.lowerBound ?? text.endIndex)), index + 1
      )
    }
  }
}
