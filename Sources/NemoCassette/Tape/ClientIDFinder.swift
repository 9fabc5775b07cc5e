/// Finds the ids of the client's making on a tape: those of renders, contract section 12.
///
/// The same as ``RequestForm/clientIDs(_:_:)`` for each request, but hardly any is read: the id
/// stands in the URL, or at a key of the body.
struct ClientIDFinder {
  private let backend: String
  private let place: TapePlace
  /// What the plain URL of a render begins with; nil for a backend that has to be looked at closely.
  private let renderURL: [UInt8]?

  private static let renderPath = Array("/api/render/proxy/".utf8)
  private static let askedStart = Array("\",\"q\":{\"method\":\"".utf8)
  private static let urlStart = Array("\",\"url\":\"".utf8)

  init(_ backend: String, _ place: TapePlace) {
    self.backend = backend
    self.place = place
    let beginning = Array(backend.utf8) + Self.renderPath
    let target = RequestTarget(
      String(decoding: beginning + [0x78], as: UTF8.self), backend: backend)
    let isPlain =
      target.origin == RequestTarget.backendOrigin && target.path == "/api/render/proxy/x"
      && !backend.utf8.contains { "?#%".utf8.contains($0) }
    renderURL = isPlain ? beginning : nil
  }

  static func ids(of tape: Tape) -> [TapeIndex.ClientID] {
    var found = Found()
    for (index, exchange) in tape.exchanges.enumerated() {
      let target = RequestTarget(exchange.request.url, backend: tape.header.backend)
      for id in RequestForm.clientIDs(exchange.request, target) { found.add(id, index) }
    }
    return found.ids
  }

  /// Nil when the text is not as sealing writes it.
  func ids(of places: [LineMap.Place], in tape: [UInt8]) -> [TapeIndex.ClientID]? {
    tape.withUnsafeBytes { text in
      var found = Found()
      for (index, place) in places.enumerated() {
        let asked = place.id.upperBound
        guard let method = Self.string(after: Self.askedStart, in: text, at: asked, place.request),
          let url = Self.string(
            after: Self.urlStart, in: text, at: method.upperBound, place.request)
        else { return nil }
        switch look(at: url, method, in: text) {
        case .none: continue
        case .id(let id): found.add(id, index)
        case .body:
          if let id = bodyID(text, url, place.request, in: tape) { found.add(id, index) }
        case .unsure:
          for id in read(tape, place.request) { found.add(id, index) }
        }
      }
      return found.ids
    }
  }

  /// What a URL says about ids.
  private enum Look {
    case none
    case id(String)
    /// Only the body says it.
    case body
    /// The request has to be read.
    case unsure
  }

  private func look(
    at url: Range<Int>, _ method: Range<Int>, in text: UnsafeRawBufferPointer
  ) -> Look {
    var slashes = 0
    for position in url {
      switch text[position] {
      case UInt8(ascii: "%"), 0...0x20, 0x7f...: return .unsure
      case UInt8(ascii: "/"): slashes += 1
      default: continue
      }
    }
    guard slashes >= 4, Self.contains(Self.renderPath, text, url) else { return .none }
    guard let renderURL, Self.begins(text, url, with: renderURL) else { return .unsure }
    let rest = text[(url.lowerBound + renderURL.count)..<url.upperBound]
    let path = rest.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    for part in path.split(separator: UInt8(ascii: "/"), maxSplits: 2) {
      let isKind = part.startIndex == path.startIndex && Self.isKind(part)
      if !isKind { return .id(String(decoding: part, as: UTF8.self)) }
    }
    return text[method].elementsEqual("POST".utf8) ? .body : .none
  }

  private static func isKind(_ part: UnsafeRawBufferPointer.SubSequence) -> Bool {
    part.elementsEqual("lambda".utf8) || part.elementsEqual("draft".utf8)
  }

  /// The `id` of a body that is JSON.
  private func bodyID(
    _ text: UnsafeRawBufferPointer, _ url: Range<Int>, _ line: Range<Int>, in tape: [UInt8]
  ) -> String? {
    var skim = JSONSkim(text, from: url.upperBound + 1, to: line.upperBound)
    if skim.findNext(key: "body"), skim.enter(), skim.find(key: "json"), skim.enter(),
      skim.find(key: "id"), let id = skim.plainString()
    {
      return id
    }
    return read(tape, line).first
  }

  private func read(_ tape: [UInt8], _ range: Range<Int>) -> [String] {
    // What cannot be read says so when it is asked for.
    guard let node = JSONNode.parse(tape, in: range),
      let request = try? ExchangeReader(node, tape, in: place).exchange.request
    else { return [] }
    return RequestForm.clientIDs(request, RequestTarget(request.url, backend: backend))
  }

  /// The ids so far, and where each was found first.
  private struct Found {
    var ids: [TapeIndex.ClientID] = []
    private var seen: Set<String> = []

    mutating func add(_ id: String, _ index: Int) {
      if ids.last?.id != id, seen.insert(id).inserted { ids.append(.init(id: id, first: index)) }
    }
  }

  // MARK: Bytes

  /// A string without escapes that stands after these bytes.
  private static func string(
    after beginning: [UInt8], in text: UnsafeRawBufferPointer, at start: Int, _ line: Range<Int>
  ) -> Range<Int>? {
    guard begins(text, start..<line.upperBound, with: beginning) else { return nil }
    let first = start + beginning.count
    for position in first..<line.upperBound {
      switch text[position] {
      case UInt8(ascii: "\""): return first..<position
      case UInt8(ascii: "\\"): return nil
      default: continue
      }
    }
    return nil
  }

  private static func begins(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>, with beginning: [UInt8]
  ) -> Bool {
    guard range.count >= beginning.count else { return false }
    for (offset, byte) in beginning.enumerated() where text[range.lowerBound + offset] != byte {
      return false
    }
    return true
  }

  private static func contains(
    _ pattern: [UInt8], _ text: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> Bool {
    guard range.count >= pattern.count else { return false }
    for start in range.lowerBound...(range.upperBound - pattern.count)
    where text[start] == pattern[0] && begins(text, start..<range.upperBound, with: pattern) {
      return true
    }
    return false
  }
}
