/// A request as it is compared: ids of the client's making are placeholders.
struct RequestForm: Sendable {
  /// Stands for an id that the client chooses anew every time.
  static let idPlaceholder = "{id}"

  let method: String
  /// `backend` for the tape's own backend, else scheme and host.
  let origin: String
  let path: String
  /// `name=value`, sorted.
  let query: [String]
  let body: String
  /// The ids that the placeholders stand for, in the order in which they occur.
  let ids: [String]
  /// Equal for requests that may match, of fixed width.
  let key: String

  /// - Parameter knownIDs: ids of the client's making that were met before.
  init(_ request: Exchange.Request, backend: String, knownIDs: Set<String>) {
    let target = RequestTarget(request.url, backend: backend)
    let ids = knownIDs.union(Self.clientIDs(request, target)).filter {
      $0.utf8.count >= Self.shortestID
    }
    var found: [String] = []
    let search = IDSearch(ids)
    method = request.method
    origin = target.origin
    path = search.replace(in: target.path, &found)
    query = target.query.map { search.replace(in: Self.withoutSecret($0), &found) }.sorted()
    body = search.replace(in: Self.text(request.body), &found)
    self.ids = found
    let digest = Digest.of(
      [method, origin, path, query.joined(separator: "&"), body].joined(separator: "\n").utf8)
    key = String(digest.prefix(Self.keyDigits))
  }

  static let keyDigits = 32
  /// Shorter ids are compared as they are: replacing them could hit anything.
  private static let shortestID = 6
  private static let renderPath = "/api/render/proxy/"

  /// Whether a message is sent that may cost credits, contract section 7.1.
  var isRun: Bool { method == "POST" && path.hasSuffix("/run_sse") }

  /// The ids of the client's making in a request: those of renders, contract section 12.
  static func clientIDs(_ request: Exchange.Request, _ target: RequestTarget) -> [String] {
    guard let start = target.path.firstRange(ofText: renderPath) else { return [] }
    var parts = target.path[start.upperBound...].split(separator: "/").map(String.init)
    if parts.first == "lambda" || parts.first == "draft" { parts.removeFirst() }
    if let id = parts.first { return [id] }
    guard request.method == "POST", case .bytes(let bytes) = request.body,
      let id = JSONNode.parse(bytes)?["id"]?.text
    else { return [] }
    return [id]
  }

  private static func text(_ body: BodyContent) -> String {
    switch body {
    case .bytes(let bytes):
      if let node = JSONNode.parse(bytes) { return CanonicalJSON.text(node, in: bytes) }
      return String(validating: bytes, as: UTF8.self) ?? "sha256 " + Digest.of(bytes)
    case .form(let parts): return JSONBytes.parts(parts)
    case .stored(let blob): return "sha256 \(blob.sha256) \(blob.sizeBytes)"
    case .omitted(let sha256, let size): return "sha256 \(sha256) \(size)"
    }
  }

  private static func withoutSecret(_ pair: String) -> String {
    let bytes = Array(("?" + pair).utf8)
    let scanner = SecretScanner(bytes: bytes, isAtEnd: true)
    guard case .value(let range, _) = scanner.look(at: 0, previous: nil) else { return pair }
    return String(decoding: bytes[1..<range.lowerBound], as: UTF8.self)
      + CanonicalJSON.secretPlaceholder
  }
}

/// The forms of a tape's requests, in its order.
struct RequestForms {
  let forms: [RequestForm]

  init(_ tape: Tape) {
    var ids: Set<String> = []
    for exchange in tape.exchanges {
      let target = RequestTarget(exchange.request.url, backend: tape.header.backend)
      ids.formUnion(RequestForm.clientIDs(exchange.request, target))
    }
    let known = ids
    forms = tape.exchanges.map {
      RequestForm($0.request, backend: tape.header.backend, knownIDs: known)
    }
  }
}
