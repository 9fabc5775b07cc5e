/// A request as it is compared: ids of the client's making are placeholders.
struct RequestForm: Sendable {
  /// Stands for an id that the client chooses anew every time.
  static let idPlaceholder = "{id}"
  static let keyDigits = 32
  private static let renderPath = Array("/api/render/proxy/".utf8)

  let method: String
  /// `backend` for the tape's own backend, else scheme and host.
  let origin: String
  let path: String
  /// `name=value`, as ``RequestTarget/query``.
  let query: [String]
  let body: String
  /// The ids that the placeholders stand for, in the order in which they occur.
  let ids: [String]
  /// Equal for requests that may match, of fixed width.
  let key: String

  /// - Parameter known: ids of the client's making that were met before; those of the request
  ///   itself need not be among them.
  init(_ request: Exchange.Request, backend: String, known: IDSearch) {
    self.init(request, below: RequestTarget.Base(backend), known: known)
  }

  /// - Parameter base: the tape's backend, read once for many requests.
  init(_ request: Exchange.Request, below base: RequestTarget.Base, known: IDSearch) {
    let target = RequestTarget(request.url, below: base)
    let own = Self.clientIDs(request, target).filter(IDSearch.isSearchable)
    var found: [String] = []
    method = request.method
    origin = target.origin
    path = known.replace(in: target.path, also: own, &found)
    query = target.query.map { known.replace(in: Self.withoutSecret($0), also: own, &found) }
    body = known.replace(in: Self.text(request.body), also: own, &found)
    ids = found
    key = Self.key([method, origin, path, query.joined(separator: "&"), body])
  }

  private static func key(_ texts: [String]) -> String {
    var joined: [UInt8] = []
    joined.reserveCapacity(texts.reduce(texts.count) { $0 + $1.utf8.count })
    for (index, text) in texts.enumerated() {
      if index > 0 { joined.append(0x0a) }
      joined += text.utf8
    }
    return String(Digest.of(joined).prefix(keyDigits))
  }

  /// - Parameter knownIDs: as `known`.
  init(_ request: Exchange.Request, backend: String, knownIDs: Set<String>) {
    self.init(request, backend: backend, known: IDSearch(knownIDs))
  }

  /// Whether a message is sent that may cost credits, contract section 7.1.
  var isRun: Bool { method == "POST" && path.hasSuffix("/run_sse") }

  /// The ids of the client's making in a request: those of renders, contract section 12.
  static func clientIDs(_ request: Exchange.Request, _ target: RequestTarget) -> [String] {
    guard let start = afterRenderPath(target.path) else { return [] }
    var parts = start.split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0, as: UTF8.self)
    }
    if parts.first == "lambda" || parts.first == "draft" { parts.removeFirst() }
    if let id = parts.first { return [id] }
    guard request.method == "POST", case .bytes(let bytes) = request.body,
      let id = JSONNode.parse(bytes)?["id"]?.text
    else { return [] }
    return [id]
  }

  private static func afterRenderPath(_ path: String) -> ArraySlice<UInt8>? {
    let bytes = Array(path.utf8)
    guard bytes.count >= renderPath.count else { return nil }
    let start = (0...(bytes.count - renderPath.count)).first { start in
      bytes[start] == renderPath[0] && bytes[start...].starts(with: renderPath)
    }
    return start.map { bytes[($0 + renderPath.count)...] }
  }

  private static func text(_ body: BodyContent) -> String {
    switch body {
    case .bytes([]): return ""
    case .bytes(let bytes):
      if let node = JSONNode.parse(bytes) { return CanonicalJSON.text(node, in: bytes) }
      return String(validating: bytes, as: UTF8.self) ?? "sha256 " + Digest.of(bytes)
    case .form(let parts): return JSONBytes.digested(parts.map(withoutSecret))
    case .stored(let blob): return "sha256 \(blob.sha256) \(blob.sizeBytes)"
    case .omitted(let sha256, let size): return "sha256 \(sha256) \(size)"
    }
  }

  private static func withoutSecret(_ pair: String) -> String {
    guard let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")) else { return pair }
    let (name, value) = (pair[..<equals], pair.utf8[equals...].dropFirst())
    guard SecretScanner.isSecretQuery(name: String(name), value: value) else { return pair }
    return name + "=" + CanonicalJSON.secretPlaceholder
  }

  /// Only a text is a secret of the form's own; of a file the digest says nothing.
  private static func withoutSecret(_ part: BodyContent.FormPart) -> BodyContent.FormPart {
    guard let text = part.text, SecretScanner.isSecret(name: part.name, value: text.utf8) else {
      return part
    }
    return .init(
      name: part.name, contentType: part.contentType, text: CanonicalJSON.secretPlaceholder)
  }
}

/// The forms of a tape's requests, in its order.
///
/// An id counts from the request that brings it: a word that stood somewhere earlier is a word.
struct RequestForms {
  let forms: [RequestForm]

  init(_ tape: Tape) {
    var known = IDSearch()
    let base = RequestTarget.Base(tape.header.backend)
    forms = tape.exchanges.map { exchange in
      let form = RequestForm(exchange.request, below: base, known: known)
      for id in form.ids { known.insert(id) }
      return form
    }
  }
}
