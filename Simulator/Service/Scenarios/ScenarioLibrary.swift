import NemoSimulator
import NemoHTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The scenarios that come with the simulator.
public enum ScenarioLibrary {
  static let folder = "Scenarios"
  static let suffix = ".yaml"

  /// Their names, in alphabetical order; none where the files are not on this machine.
  public static var names: [String] {
    for folder in BundledFile.places(of: folder) {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let names = files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }
      if !names.isEmpty { return names.sorted() }
    }
    return []
  }

  /// Where a scenario of that name is; nil when there is none.
  static func path(of name: String) -> String? {
    guard !name.contains("/") else { return nil }
    return BundledFile.path(of: "\(folder)/\(name)\(suffix)")
  }
}

extension ScenarioFile {
  /// Loads the file at a path, or the library's scenario of that name, such as `flaky`. A file in the
  /// current folder comes first where its name ends with `.yaml` or `.yml`.
  ///
  /// - Throws: ``ScenarioFileError``. Safe to repeat.
  public static func find(_ nameOrPath: String) throws(ScenarioFileError) -> ScenarioFile {
    let isPath =
      nameOrPath.contains("/") || nameOrPath.hasSuffix(".yaml") || nameOrPath.hasSuffix(".yml")
    if isPath { return try load(path: nameOrPath) }
    guard let path = ScenarioLibrary.path(of: nameOrPath) else {
      throw notFound(nameOrPath)
    }
    var file = try load(path: path)
    file.name = nameOrPath
    return file
  }

  private static func notFound(_ name: String) -> ScenarioFileError {
    let names = ScenarioLibrary.names
    let hint =
      names.isEmpty
      ? "The library is not on this machine: give the path of a file."
      : "\(NearestName.hint(name, among: names)) A path has a slash or ends with .yaml."
    return ScenarioFileError(
      .notFound, nearest: NearestName.of(name, among: names), file: name,
      "There is no scenario of this name. \(hint)")
  }
}
