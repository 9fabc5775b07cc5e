import Nemo

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds the folder `Cassettes` of a test.
struct CassetteFolderSearch {
  static let name = "Cassettes"
  /// How many folders are looked through on the way up.
  static let levelLimit = 64

  private let isThere: (String) -> Bool

  init(isThere: @escaping (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }) {
    self.isThere = isThere
  }

  /// The nearest one upward from the source file, no further than the nearest `Package.swift`: a
  /// package inside of another keeps its own. Else the one beside it, which may not exist yet.
  func folder(forTestIn file: String) throws(TestBackendError) -> String {
    let parents = Self.parents(of: file)
    guard let first = parents.first, isThere(first.isEmpty ? "/" : first) else {
      throw missing(
        "The test was compiled from \(file), which is not on this machine, so that its cassettes "
          + "can't be found.")
    }
    for parent in parents {
      let folder = parent + "/" + Self.name
      if isThere(folder) || isThere(parent + "/Package.swift") { return folder }
    }
    throw missing("There is neither a folder \(Self.name) nor a Package.swift upward from \(file).")
  }

  private func missing(_ what: String) -> TestBackendError {
    TestBackendError(.noFolder, what + " Say where they are: .cassette(NAME, in: FOLDER).")
  }

  /// The folders around a file, the innermost first, without a slash at the end.
  static func parents(of file: String) -> [String] {
    var parents: [String] = []
    var rest = file[...]
    while let slash = rest.lastIndex(of: "/"), parents.count < levelLimit {
      rest = rest[..<slash]
      parents.append(String(rest))
    }
    return parents
  }
}
