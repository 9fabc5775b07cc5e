/// Where the results of some files are to stand.
struct OutputNames {
  /// One per file, no two alike, and none that is one of the files.
  private(set) var paths: [String] = []
  /// The folder that they stand in; nil for a single result with a path of its own.
  let folder: String?

  /// A name beyond this many tries can only be a disk that plays tricks.
  private static let maximumTries = 10_000

  /// - Throws: ``EditUsageError``.
  init(_ files: [String], _ output: String, _ places: Places) throws(EditUsageError) {
    let inputs = Set(files.compactMap(places.identity))
    func isInput(_ path: String) -> Bool { places.identity(path).map(inputs.contains) ?? false }

    let isFolder = files.count > 1 || output.hasSuffix("/") || places.kind(output) == .folder
    guard isFolder else {
      guard !isInput(output) else {
        throw EditUsageError("The output would replace the recording. Name another file with -o.")
      }
      folder = nil
      paths = [output]
      return
    }
    guard places.kind(output) != .file else {
      throw EditUsageError(
        "With several files -o names a folder, and \(output) is a file. Name another place.")
    }
    let folder = Self.withoutSlashes(output)
    self.folder = folder
    // Some disks take two spellings of letters for one name.
    var taken: Set<String> = []
    for file in files {
      let base = (folder == "/" ? "" : folder) + "/" + Self.stem(of: file) + "-edited"
      let candidates = (1...Self.maximumTries).lazy.map { number in
        base + (number == 1 ? "" : "-\(number)") + ".mp4"
      }
      let path = candidates.first { !taken.contains($0.lowercased()) && !isInput($0) }
      guard let path else { throw EditUsageError("Name another folder with -o.") }
      taken.insert(path.lowercased())
      paths.append(path)
    }
  }

  private static func withoutSlashes(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// The name without its folder and its last ending.
  private static func stem(of file: String) -> String {
    let name = lastPathComponent(file)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
