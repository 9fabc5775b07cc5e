import HTTPTypes
import NemoHTTP
public import NemoTime

extension World {
  /// The largest body of a request that is not an upload.
  public static let jsonBodyLimit = 16 << 20
  /// What a multipart body may have beside its files.
  public static let formOverheadLimit = 64 << 10

  /// A request's head has arrived.
  public mutating func begin(_ request: RequestFacts, at now: WallTime) -> Admission {
    advance(to: now)
    lastExchange += 1
    let id = ExchangeID(rawValue: lastExchange)
    if let failure = trouble?.failure(at: self.now) { return .answer(id, Plan(failure: failure)) }
    do throws(Refusal) {
      guard exchanges.count < Self.exchangeLimit else {
        throw Refusal(.overloaded, "Too many requests are open.", retryAfterSeconds: 1)
      }
      let route = try route(of: request)
      let limit = try bodyLimit(of: route, request)
      var admitted = self.request(request, route)
      count(&admitted)
      admitted.faults = metFaults(by: route)
      admitted.path = admitted.faults == nil ? nil : request.path
      let disturbance = disturbHead(of: &admitted, id)
      if let failure = disturbance.failure {
        var body = BodyFacts.none
        disturbBody(&body, of: admitted, id)
        return .answer(id, Plan(failure: failure))
      }
      admitted.refusal = admitted.refusal ?? refusalOfForm(for: route, admitted)
      // What would be stored is refused before it is sent; small bodies are read first.
      if admitted.isForm, disturbance.intake == nil, admitted.refusal != nil {
        return .answer(id, disturbedPlan(for: admitted, .none, id))
      }
      exchanges[id.rawValue] = OpenExchange(stage: .reading(admitted))
      return .proceed(id, bodyLimit: limit, intake: disturbance.intake)
    } catch {
      return .answer(id, refuse(error))
    }
  }

  /// The body of an admitted request has been read.
  public mutating func complete(
    _ exchange: ExchangeID, body: BodyFacts, at now: WallTime
  ) -> Plan {
    advance(to: now)
    switch exchanges.removeValue(forKey: exchange.rawValue)?.stage {
    case .reading(let request): return disturbedPlan(for: request, body, exchange)
    case .broken: return Plan(failure: TransportFailure(.noResponse, sent: .possibly))
    case .streaming, nil: return refuse(Refusal(.badRequest, "This exchange is not open."))
    }
  }

  private mutating func disturbedPlan(
    for request: OpenExchange.Request, _ body: BodyFacts, _ exchange: ExchangeID
  ) -> Plan {
    guard request.faults != nil || trouble != nil else { return plan(for: request, body, exchange) }
    var body = body
    disturbBody(&body, of: request, exchange)
    var plan = plan(for: request, body, exchange)
    disturbAnswer(&plan, to: request, exchange)
    plan.delay = max(plan.delay, trouble?.pause(at: now) ?? .zero)
    return plan
  }

  private mutating func plan(
    for request: OpenExchange.Request, _ body: BodyFacts, _ exchange: ExchangeID
  ) -> Plan {
    do throws(Refusal) {
      if let refusal = request.refusal { throw refusal }
      return try answer(request, body, exchange)
    } catch {
      noteMiss(error, of: request)
      guard case .bytes(let bytes) = body else { return refuse(error) }
      return refuse(error, request: bytes)
    }
  }

  /// The next frame of a streamed answer, or its end. Call again once it has been sent.
  public mutating func nextFrame(of exchange: ExchangeID, at now: WallTime) -> FramePull {
    advance(to: now)
    guard let open = exchanges[exchange.rawValue], case .streaming(let id, let next) = open.stage,
      let pull = open.script?.pull(after: next) ?? runs[id]?.pull(after: next)
    else {
      exchanges[exchange.rawValue] = nil
      return .end(.closed, at: now)
    }
    if case .frame = pull {
      exchanges[exchange.rawValue]?.stage = .streaming(run: id, next: next + 1)
    } else {
      exchanges[exchange.rawValue] = nil
      stopReading(id)
    }
    return trouble?.shown(pull) ?? pull
  }

  /// The client closed its connection before the answer was complete.
  public mutating func clientLeft(_ exchange: ExchangeID, at now: WallTime) {
    advance(to: now)
    guard let open = exchanges.removeValue(forKey: exchange.rawValue) else { return }
    guard case .streaming(let id, _) = open.stage, let run = runs[id] else { return }
    note(.clientLeft, session: run.session, "a client left a stream")
    if dialect.onDisconnect == .cancel { cancel(id) }
    stopReading(id)
  }

  private mutating func refuse(_ refusal: Refusal, request: [UInt8] = []) -> Plan {
    note(.refused, "\(refusal.code.rawValue)")
    return Answer.refusal(refusal, dialect.errors, request: request)
  }

  func success(_ data: JSON) -> Plan { Answer.success(data, dialect.envelope) }

  // MARK: The head

  private func bodyLimit(of route: Route, _ request: RequestFacts) throws(Refusal) -> Int {
    guard case .upload = route else { return Self.jsonBodyLimit }
    let limit = dialect.sizeCapBytes + Self.formOverheadLimit
    if let length = request.headers.value(.contentLength).flatMap(Int.init), length > limit {
      throw tooLarge
    }
    return request.headers.isForm ? limit : Self.jsonBodyLimit
  }

  /// Why nothing of a form may be stored: it is for another route, or for no session of this
  /// account.
  private func refusalOfForm(
    for route: Route, _ request: OpenExchange.Request
  ) -> Refusal? {
    guard request.isForm else { return nil }
    guard case .upload(_, let session) = route else {
      return Refusal(.unprocessable, "The body is a form, and only an upload takes one.")
    }
    do throws(Refusal) {
      _ = try self.session(session, of: request)
      return nil
    } catch {
      return error
    }
  }

  var tooLarge: Refusal {
    Refusal(
      .fileTooLarge,
      "The file is larger than \(dialect.sizeCapBytes >> 20) MB. Compress or trim it first.")
  }

  private mutating func request(
    _ request: RequestFacts, _ route: Route
  ) -> OpenExchange.Request {
    let headers = request.headers
    var admitted = OpenExchange.Request(
      route: route, clientID: headers.value(HeaderName.clientID),
      address: headers.value(HeaderName.forwardedFor).flatMap(Self.firstAddress),
      contentType: headers.value(.contentType), range: headers.value(.range),
      ifRange: headers.value(.ifRange), hasAttribution: headers.hasAttribution,
      base: request.baseURL)
    guard route.needsAccount else { return admitted }
    do throws(Refusal) {
      let account = try accounts.account(
        authorization: headers.value(.authorization), at: now, strict: dialect.strictTokens,
        terms: accountTerms, ids: &ids)
      admitted.account = account
      if let user = route.user, user != "me", user != account {
        throw Refusal(.forbidden, "The path names another user. Use `me` or your own user id.")
      }
      try checkAttribution(of: route, admitted.hasAttribution)
    } catch {
      admitted.refusal = error
    }
    return admitted
  }

  /// Section 19, row 17. An export without the headers is judged with its account's scopes.
  private func checkAttribution(of route: Route, _ hasAttribution: Bool) throws(Refusal) {
    guard dialect.attribution == .strict, route != .submitRender, !hasAttribution else { return }
    throw Refusal(.tokenInvalid, "The three attribution headers are missing. Send them.")
  }

  /// The client's own address is the first of the list; proxies add theirs after it.
  private static func firstAddress(_ list: String) -> String? {
    list.split(separator: ",").first.map { String($0.unicodeScalars.prefix(64)).trimmed }
  }

  /// Refuses what would make a table grow without bounds.
  static func checkRoom(in count: Int) throws(Refusal) {
    guard count < tableLimit else {
      throw Refusal(.overloaded, "This world is full. Start a fresh one.")
    }
  }

  // MARK: The answer

  private mutating func answer(
    _ request: OpenExchange.Request, _ body: BodyFacts, _ exchange: ExchangeID
  ) throws(Refusal) -> Plan {
    // Messages are understood first: a plan may ask for their words.
    if request.route != .message, case .response(let response)? = plannedAnswer(to: request) {
      return response.plan
    }
    switch request.route {
    case .signIn: return try signIn(request)
    case .createSession: return try createSession(request, body)
    case .message: return try message(request, body, exchange)
    case .upload(_, let session): return try upload(request, session, body)
    case .balance: return try balance(request)
    case .state(_, let session): return try state(request, session)
    case .submitRender: return try submitRender(request, body)
    case .pollRender(let id): return try pollRender(request, id)
    case .cancelRender(let id): return try cancelRender(request, id)
    case .downloadRender(let id): return try downloadRender(request, id)
    case .claimToken: return try claimToken(request, body)
    case .media(let digest, let filename): return try media(request, digest, filename)
    case .renderedFile(let id): return try renderedFile(request, id)
    case .health: return health
    case .openAPI: return Answer.json(OpenAPI.bytes)
    }
  }

  private var health: Plan {
    Answer.json([
      "ok": true, "service": "nemo-simulator", "version": "1", "seed": .string(String(seed)),
    ])
  }
}

extension Route {
  /// A CDN asks for no token (section 12.4), and sign-in gives one.
  var needsAccount: Bool {
    switch self {
    case .signIn, .media, .renderedFile, .health, .openAPI: false
    default: true
    }
  }

  /// The user that the path names.
  var user: String? {
    switch self {
    case .createSession(let user), .upload(let user, _), .state(let user, _): user
    default: nil
    }
  }
}

extension HTTPFields {
  fileprivate var isForm: Bool { Self.isForm(value(.contentType)) }

  fileprivate static func isForm(_ contentType: String?) -> Bool {
    contentType?.lowercased().hasPrefix("multipart/") ?? false
  }
}

extension OpenExchange.Request {
  /// Whether the body is multipart, whose files the driver stores as they come.
  fileprivate var isForm: Bool { HTTPFields.isForm(contentType) }
}
