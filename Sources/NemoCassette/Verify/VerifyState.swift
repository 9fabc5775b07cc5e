import HTTPTypes
import NemoHTTP
import NemoTime

/// What a verification has learnt so far, and the requests that follow from it.
struct VerifyState {
  /// A request on its way, or why there is none.
  enum Prepared {
    case send(TransportRequest, remark: String)
    case skip(String)
  }

  private static let signInPath = "/api/auth/anonymous-token"
  static let needsToken = "needs a token: set NEMO_TOKEN"
  private static let failedStandIn =
    "not comparable: the render of the stand-in file failed; give the files: --files FOLDER"

  private let verifier: Verifier
  private var bindings = LiveBindings()
  private var token: String?
  private var hasSentStandIn = false
  /// The exchanges whose live answers say nothing of the backend, with the reason.
  private var passedOver: [String: String] = [:]
  /// The recorded ids of the renders of stand-ins that failed.
  private var failedRenders: [String] = []

  init(_ verifier: Verifier) {
    self.verifier = verifier
    token = verifier.token
    let backend = verifier.tape.header.backend
    if backend != verifier.baseURL { bindings.bind(backend, to: verifier.baseURL) }
  }

  mutating func prepare(_ exchange: Exchange) -> Prepared {
    let recorded = exchange.request
    let isRead = ["GET", "HEAD"].contains(recorded.method)
    guard isRead || verifier.allowsWrites else {
      return .skip("changes something; --allow-writes sends it too")
    }
    if let missed = bindings.exchangeMissed(for: recorded.url + Self.text(recorded.body)) {
      return .skip(
        passedOver[missed] ?? "needs an id from the answer to \(missed), which was skipped")
    }
    bindClientIDs(recorded)
    let target = RequestTarget(recorded.url, backend: verifier.tape.header.backend)
    guard let (url, isBackend) = liveURL(recorded.url, target) else {
      return .skip("goes to another host, which no answer named")
    }
    guard let method = HTTPRequest.Method(recorded.method),
      let (scheme, authority, path) = Self.parts(url)
    else { return .skip("has a method or a URL that can't be sent") }
    var head = HTTPRequest(method: method, scheme: scheme, authority: authority, path: path)
    guard let (body, type, remark) = body(recorded) else {
      return .skip("its body is not on the tape")
    }
    for header in recorded.headers { add(header, to: &head.headerFields) }
    if let type { head.headerFields[.contentType] = type }
    head.headerFields[.acceptEncoding] = "identity"
    if isBackend, let token, !target.path.hasSuffix(Self.signInPath) {
      head.headerFields[.authorization] = "Bearer \(token)"
    }
    return .send(
      TransportRequest(head: head, body: body, connection: isRead ? .reusable : .fresh),
      remark: remark)
  }

  mutating func skip(_ exchange: Exchange) {
    for bytes in Self.documents(exchange.response) { bindings.miss(bytes, of: exchange.id) }
  }

  /// Why a live answer that is not the recorded one says nothing of the backend; nil when it does.
  mutating func reasonToPassOver(_ exchange: Exchange, _ answer: LiveAnswer) -> String? {
    let reason =
      if needsToken(exchange, answer) { Self.needsToken } else {
        isOfFailedStandIn(exchange, answer) ? Self.failedStandIn : nil as String?
      }
    passedOver[exchange.id] = reason
    return reason
  }

  private func needsToken(_ exchange: Exchange, _ answer: LiveAnswer) -> Bool {
    let target = RequestTarget(exchange.request.url, backend: verifier.tape.header.backend)
    return token == nil && answer.isWithoutToken && target.origin == RequestTarget.backendOrigin
      && !target.path.hasSuffix(Self.signInPath)
  }

  /// Whether a render failed that shows a stand-in, or this is the download of one.
  private mutating func isOfFailedStandIn(_ exchange: Exchange, _ answer: LiveAnswer) -> Bool {
    guard hasSentStandIn else { return false }
    let url = exchange.request.url
    if RenderStage(exchange) == .done, RenderStage(answer.body) == .failed {
      let target = RequestTarget(url, backend: verifier.tape.header.backend)
      failedRenders += RequestForm.clientIDs(exchange.request, target)
      return true
    }
    return exchange.request.method == "GET" && answer.status != nil
      && failedRenders.contains { url.contains($0) }
  }

  mutating func learn(_ exchange: Exchange, _ answer: LiveAnswer) {
    let target = RequestTarget(exchange.request.url, backend: verifier.tape.header.backend)
    if target.path.hasSuffix(Self.signInPath), target.origin == RequestTarget.backendOrigin,
      let token = JSONNode.parse(answer.body)?["data"]?["token"]?.text
    {
      self.token = token
    }
    let live =
      answer.isEventStream
      ? StreamEvent.events(answer.body).filter { !$0.isHeartbeat }.map { $0.data } : [answer.body]
    for (recorded, live) in zip(Self.documents(exchange.response), live) {
      bindings.learn(recorded: recorded, live: live)
    }
    if let one = exchange.response?.header("Location"), let other = answer.headers.first("Location")
    {
      bindings.bind(one, to: other)
    }
  }

  /// Ids of the client's making are made anew: a backend may remember the recorded ones.
  private mutating func bindClientIDs(_ request: Exchange.Request) {
    let target = RequestTarget(request.url, backend: verifier.tape.header.backend)
    for id in RequestForm.clientIDs(request, target) {
      let fresh =
        "render_\(verifier.time.wall.millisecondsSinceEpoch)_\(verifier.entropy.hexadecimal(4))"
      bindings.bind(id, to: fresh)
    }
    if let id = request.headers.first(HeaderRules.clientID) {
      bindings.bind(id, to: verifier.entropy.uuid())
    }
  }

  /// Where the request goes now; nil for a host that only the tape knows.
  private func liveURL(_ url: String, _ target: RequestTarget) -> (String, isBackend: Bool)? {
    if target.origin == RequestTarget.backendOrigin {
      let rest = String(url.dropFirst(verifier.tape.header.backend.count))
      return (verifier.baseURL + bindings.apply(to: rest), true)
    }
    let live = bindings.apply(to: url)
    guard live != url || bindings.knows(address: url), let (scheme, authority, _) = Self.parts(live)
    else { return nil }
    let isBackend = (verifier.baseURL + "/").hasPrefix("\(scheme)://\(authority)/")
    guard isBackend || bindings.knows(address: "\(scheme)://\(authority)/") else { return nil }
    return (live, isBackend)
  }

  private func add(_ header: HeaderPair, to fields: inout HTTPFields) {
    guard let name = HTTPField.Name(header.name), name != .contentType || fields[name] == nil,
      !["content-length", "transfer-encoding", "host"].contains(name.canonicalName)
    else { return }
    fields.append(HTTPField(name: name, value: bindings.apply(to: header.value)))
  }

  /// The body as it is sent, the content type where it is new, and what to tell about it.
  private mutating func body(
    _ request: Exchange.Request
  ) -> (body: HTTPBody, type: String?, remark: String)? {
    switch request.body {
    case .bytes(let bytes): return (HTTPBody(bindings.apply(to: bytes)), nil, "")
    case .form(let parts):
      let form = VerifyForm(
        parts.map(live), files: verifier.files, boundary: verifier.entropy.hexadecimal(32))
      hasSentStandIn = hasSentStandIn || form.hasStandIn
      return (HTTPBody(form.bytes), form.contentType, form.remark)
    case .stored(let blob): return (Self.body(blob), nil, "")
    case .omitted(_, 0): return (.empty, nil, "")
    case .omitted: return nil
    }
  }

  private func live(_ part: BodyContent.FormPart) -> BodyContent.FormPart {
    var part = part
    if let text = part.text { part.setText(bindings.apply(to: text)) }
    return part
  }

  private static func body(_ blob: StoredBlob) -> HTTPBody {
    HTTPBody(length: blob.sizeBytes) {
      let reader = Locked<(any FileReader)?>(nil)
      return {
        let opened = try reader.withLock { reader in
          let opened = try reader ?? blob.reader()
          reader = opened
          return opened
        }
        let bytes = try opened.read(upTo: 1 << 16)
        return bytes.isEmpty ? nil : BodyChunk(bytes)
      }
    }
  }

  /// The JSON texts of an answer: its body, or the data of its events.
  private static func documents(_ response: Exchange.Response?) -> [[UInt8]] {
    guard let response, case .bytes(let bytes) = response.body else { return [] }
    guard response.isEventStream else { return [bytes] }
    return StreamEvent.events(bytes).filter { !$0.isHeartbeat }.map { $0.data }
  }

  private static func text(_ body: BodyContent) -> String {
    if case .bytes(let bytes) = body { return String(decoding: bytes, as: UTF8.self) }
    return ""
  }

  private static func parts(_ url: String) -> (scheme: String, authority: String, path: String)? {
    guard let marks = url.firstRange(of: "://") else { return nil }
    let scheme = url[..<marks.lowerBound].lowercased()
    let rest = url[marks.upperBound...].prefix { $0 != "#" }
    let authority = String(rest.prefix { $0 != "/" && $0 != "?" })
    let path = String(rest.dropFirst(authority.count))
    guard ["http", "https"].contains(scheme), !authority.isEmpty, !authority.contains("@") else {
      return nil
    }
    return (scheme, authority, path.hasPrefix("/") ? path : "/" + path)
  }
}
