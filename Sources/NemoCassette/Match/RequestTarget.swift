/// A URL in the parts that matching looks at.
struct RequestTarget {
  static let backendOrigin = "backend"

  let origin: String
  let path: String
  let query: [String]

  /// - Parameter backend: a base URL; below it the origin is ``backendOrigin`` and the path begins
  ///   after it, so that a tape does not depend on the port of a simulator.
  init(_ url: String, backend: String) {
    var rest = url[...]
    let bare = rest.prefix { $0 != "#" && $0 != "?" }
    if !backend.isEmpty, bare == backend[...] || bare.hasPrefix(backend + "/") {
      origin = Self.backendOrigin
      rest = rest.dropFirst(backend.count)
    } else {
      let hostStart = rest.firstRange(ofText: "://")?.upperBound ?? rest.startIndex
      let pathStart = rest[hostStart...].firstIndex { "/?#".contains($0) } ?? rest.endIndex
      origin = rest[..<pathStart].lowercased()
      rest = rest[pathStart...]
    }
    rest = rest.prefix { $0 != "#" }
    let mark = rest.firstIndex(of: "?")
    let path = rest[..<(mark ?? rest.endIndex)]
    self.path = path.isEmpty ? "/" : String(path)
    query =
      mark.map { rest[rest.index(after: $0)...].split(separator: "&").map(String.init) } ?? []
  }
}

extension StringProtocol {
  /// The first occurrence of a text.
  func firstRange(ofText text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
