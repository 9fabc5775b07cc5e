import NemoClient

/// What is to be uploaded: a file of this machine, or an address.
enum ClipSource: Sendable, Hashable {
  case file(String)
  case address(String)

  /// The last part of the path, for people.
  var name: String {
    switch self {
    case .file(let path): lastPathComponent(path)
    case .address(let url):
      PercentCoding.decoded(lastPathComponent(String(url.prefix { $0 != "?" && $0 != "#" })))
    }
  }
}

/// What the parser must know of the machine.
struct FileLook: Sendable {
  var home: String?
  /// Whether there is a file, and not a folder, at the path.
  var isFile: @Sendable (String) -> Bool
  /// Whether there is a folder at the path.
  var isFolder: @Sendable (String) -> Bool = { _ in false }
  /// Why a file can't be uploaded; nil when it can.
  var problem: @Sendable (String) -> NemoError? = { _ in nil }
  /// Whether two paths lead to one file, links followed.
  var isSame: @Sendable (String, String) -> Bool = { $0 == $1 }

  /// With the home folder in the place of `~`.
  func expanded(_ path: String) -> String {
    guard let home, path == "~" || path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }
}

/// The files that a line names, and what it says besides.
///
/// Terminals write a dropped file as a path, quoted or with backslashes, or as a `file` address;
/// people write names, and paths with bare spaces.
struct DroppedFiles: Sendable, Hashable {
  /// In the order of the line, without repetitions.
  var sources: [ClipSource]
  /// What is left of the line; empty when it was only files.
  var instruction: String

  /// More names in one line are left in it.
  static let maximumSources = 64

  /// - Parameter isUpload: whether the line asks for an upload, so that any name of a medium in it
  ///   is a file.
  init(_ line: String, look: FileLook, isUpload: Bool = false) {
    if let (path, rest) = Self.barePath(line, look) {
      let others = DroppedFiles(rest, look: look, isUpload: isUpload)
      sources = Self.unique([.file(path)] + others.sources)
      instruction = others.instruction
      return
    }
    let words = ShellWords(line).words
    let found = words.enumerated().map { Self.source($1, isFirst: $0 == 0, look) }
    let names = Self.names(words, found, look, isUpload)
    sources = Self.unique(names.compactMap(\.self))
    instruction = Self.rest(of: line, words, names)
  }

  // MARK: Paths with bare spaces

  /// The longest start of the line that is a path with spaces and leads to a file.
  private static func barePath(_ line: String, _ look: FileLook) -> (String, rest: String)? {
    let line = line.trimmingSpace
    if line.contains(" "), look.isFile(look.expanded(line)) { return (look.expanded(line), "") }
    guard ["/", "~/", "./", "../"].contains(where: line.hasPrefix) else { return nil }
    var ends = line.indices.filter { line[$0].isWhitespace }.prefix(maximumSources)
    guard !ends.isEmpty else { return nil }
    ends.append(line.endIndex)
    for end in ends.reversed() {
      let path = look.expanded(String(line[..<end]))
      if path.contains(" "), look.isFile(path) { return (path, String(line[end...])) }
    }
    return nil
  }

  // MARK: Words

  /// A word that can only be meant as a file or an address.
  private static func source(
    _ word: ShellWords.Word, isFirst: Bool, _ look: FileLook
  ) -> ClipSource? {
    if let path = fileAddress(word.text) { return .file(path) }
    if isAddress(word.text) { return .address(word.text) }
    guard !word.text.contains("://") else { return nil }
    let path = look.expanded(word.text)
    guard path.contains("/") else { return nil }
    let isPath = isFirst || ["/", "./", "../"].contains(where: path.hasPrefix)
    if look.isFile(path) { return .file(path) }
    return isPath && isMedia(path) ? .file(path) : nil
  }

  /// Whether an address leads to a medium: anything else may be part of an instruction.
  private static func isAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { return false }
    return isMedia(String(text.prefix { $0 != "?" && $0 != "#" }))
  }

  /// `file:///a%20b.mp4` or `file://localhost/...`, RFC 8089.
  private static func fileAddress(_ text: String) -> String? {
    guard text.lowercased().hasPrefix("file://") else { return nil }
    let rest = text.dropFirst(7)
    guard let slash = rest.firstIndex(of: "/"), ["", "localhost"].contains(rest[..<slash]) else {
      return nil
    }
    return PercentCoding.decoded(String(rest[slash...]))
  }

  private static func isMedia(_ path: String) -> Bool { MediaType.ofFile(named: path) != nil }

  // MARK: Names

  /// Names without a folder, such as `clip.mp4`, are files at the start of the line; elsewhere they
  /// are part of what it says. A line of one word that looks like a file is one.
  private static func names(
    _ words: [ShellWords.Word], _ found: [ClipSource?], _ look: FileLook, _ isUpload: Bool
  ) -> [ClipSource?] {
    var names = found
    let isAllFiles = isUpload || zip(words, found).allSatisfy { $1 != nil || isMedia($0.text) }
    for (index, word) in words.enumerated() where names[index] == nil {
      let path = look.expanded(word.text)
      let isNamed = isMedia(path) && (isAllFiles || look.isFile(path))
      if isNamed || isSinglePath(words, path) || isUpload && look.isFile(path) {
        names[index] = .file(path)
      } else if !isUpload {
        break
      }
    }
    let limit = names.indices.filter { names[$0] != nil }.dropFirst(maximumSources)
    for index in limit { names[index] = nil }
    return names
  }

  /// A line that is nothing but a path, whatever its type.
  private static func isSinglePath(_ words: [ShellWords.Word], _ path: String) -> Bool {
    words.count == 1 && path.dropFirst().contains("/") && path.hasPrefix("/")
  }

  // MARK: The rest

  /// Files at the ends of the line go; one in its midst leaves its name, so that the sentence
  /// stays one.
  private static func rest(
    of line: String, _ words: [ShellWords.Word], _ names: [ClipSource?]
  ) -> String {
    let texts = words.indices.filter { names[$0] == nil }
    guard let first = texts.first, let last = texts.last else { return "" }
    var rest = ""
    var index = words[first].range.lowerBound
    for place in first...last {
      guard let source = names[place] else { continue }
      rest += line[index..<words[place].range.lowerBound] + source.name
      index = words[place].range.upperBound
    }
    return rest + line[index..<words[last].range.upperBound]
  }

  private static func unique(_ sources: [ClipSource]) -> [ClipSource] {
    var known: Set<ClipSource> = []
    return sources.filter { known.insert($0).inserted }
  }
}

/// Percent-encoding of addresses, RFC 3986 section 2.1.
enum PercentCoding {
  /// What is no UTF-8 stays encoded.
  static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? text
  }
}

extension String {
  var trimmingSpace: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
