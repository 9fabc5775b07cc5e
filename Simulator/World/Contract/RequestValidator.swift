public import HTTPTypes

/// Whether a request is one that the contract allows, apart from any world's state.
///
/// The world reads requests with the same code, so what passes here is understood there.
public enum RequestValidator {
  /// What is wrong with the request, in sentences; none when nothing is.
  ///
  /// Multipart bodies are not read: pass no bytes for them.
  public static func problems(
    method: String, path: String, headers: HTTPFields, body: [UInt8]
  ) -> [String] {
    var problems: [String] = []
    func check(_ work: () throws(Refusal) -> Void) {
      do throws(Refusal) { try work() } catch { problems.append(error.message) }
    }
    let route: Route
    do throws(Refusal) {
      route = try Route.find(method: method, path: path)
    } catch {
      return [error.message]
    }
    if route.needsAccount, headers.value(.authorization) == nil {
      problems.append("Authorization is missing.")
    }
    check { () throws(Refusal) in try checkHeaders(of: route, headers) }
    check { () throws(Refusal) in try checkBody(of: route, headers, body) }
    return problems
  }

  private static func checkHeaders(of route: Route, _ headers: HTTPFields) throws(Refusal) {
    switch route {
    case .signIn where headers.value(HeaderName.clientID) == nil:
      throw Refusal(.clientIDMissing, "X-Client-Id is missing.")
    case .submitRender where !headers.hasAttribution:
      throw Refusal(.exportBlocked, "The three attribution headers are missing.")
    default: break
    }
  }

  private static func checkBody(
    of route: Route, _ headers: HTTPFields, _ body: [UInt8]
  ) throws(Refusal) {
    switch route {
    case .createSession: _ = try RequestBody.NewSession(.bytes(body))
    case .message: _ = try RequestBody.Message(RequestBody.json(.bytes(body)))
    case .submitRender:
      let render = try RequestBody.Render(RequestBody.json(.bytes(body)))
      _ = try DraftReader(upload: { _ in nil }).draft(render.draft)
    case .claimToken: _ = try RequestBody.Claim(RequestBody.json(.bytes(body)))
    case .upload where !(headers.value(.contentType) ?? "").hasPrefix("multipart/form-data"):
      _ = try RequestBody.Links(RequestBody.json(.bytes(body)))
    default: break
    }
  }
}
