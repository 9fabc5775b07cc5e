/// Requests that were nearly right: what a client's author wants to see first.
extension World {
  /// The longest path that is told, in characters.
  private static let pathLimit = 200

  /// The route, or a note of one that nobody knows or with another method. Queries are never told.
  mutating func route(of request: RequestFacts) throws(Refusal) -> Route {
    do throws(Refusal) {
      return try Route.find(method: request.method, path: request.path)
    } catch {
      let shown = request.path.prefix { $0 != "?" && $0 != "#" }.prefix(Self.pathLimit)
      note(.nearMiss, "\(request.method.prefix(16)) \(shown): \(error.message)")
      throw error
    }
  }

  /// A body that a known route does not take, or a sign-in without its header.
  mutating func noteMiss(_ refusal: Refusal, of request: OpenExchange.Request) {
    // What is planned is nobody's mistake.
    guard request.refusal == nil else { return }
    let isUnnamed = refusal.code == .clientIDMissing && request.route == .signIn
    guard refusal.code == .unprocessable || isUnnamed else { return }
    note(.nearMiss, "\(request.route.name): \(refusal.message)")
  }
}

extension Route {
  /// The endpoint's method and path, with its placeholders.
  fileprivate var name: String {
    switch self {
    case .signIn: "POST /api/auth/anonymous-token"
    case .createSession: "POST /api/tasks/{user}/with-session/nemo_agent"
    case .message: "POST /run_sse"
    case .upload: "POST /api/upload-video/nemo_agent/{user}/{session}"
    case .balance: "GET /api/credits/balance/simple"
    case .state: "GET /api/state/nemo_agent/{user}/{session}/latest"
    case .submitRender: "POST /api/render/proxy/lambda"
    case .pollRender: "GET /api/render/proxy/lambda/{id}"
    case .cancelRender: "POST /api/render/proxy/lambda/{id}/cancel"
    case .downloadRender: "GET /api/render/proxy/{id}/download"
    case .claimToken: "POST /api/auth/claim-token"
    case .media: "GET /media/{digest}/{filename}"
    case .renderedFile: "GET /render-result/{id}.mp4"
    default: "a request of the simulator's own"
    }
  }
}
