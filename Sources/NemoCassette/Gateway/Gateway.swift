public import NemoHTTP
import HTTPTypes

/// Stands between a client and an upstream, so that everything the client does goes through it.
///
/// The client talks to the gateway's own address. Requests below it go to the upstream; absolute
/// URLs in answers are changed so that the client comes back here with them, and changed back when
/// it sends them. What is underneath, such as a ``Recorder``, sees the true URLs only.
///
/// ```swift
/// let recorder = try Recorder(wrapping: curl, into: path, origin: .live, backend: url, time: time)
/// try await LoopbackServer.serve(Gateway(to: recorder, upstream: url, for: .recording)) { … }
/// ```
///
/// It opens no socket and follows no redirect. Credentials go to the upstream and to no other host.
/// Safe to use from any thread.
public struct Gateway: HTTPTransport {
  /// Larger request bodies are passed on as they come, without a `Content-Length`.
  static let countedBodyBytes = 1 << 20

  /// What the gateway is for.
  public enum Purpose: Sendable, Hashable {
    /// In front of a network: nothing is delayed, and only hosts that an answer has named are asked.
    case recording
    /// In front of a tape: the recorded cuts are kept, and any host is looked for on the tape.
    case replaying
  }

  private let base: any HTTPTransport
  private let upstream: WebOrigin
  private let purpose: Purpose
  private let handedOut = HandedOutOrigins()

  /// - Parameter upstream: the backend's base URL; a path in it is part of what the client asks for.
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/badAddress`` when it is no `http` or
  ///   `https` address.
  public init(to base: any HTTPTransport, upstream: String, for purpose: Purpose) throws {
    guard let origin = WebOrigin(of: upstream) else {
      throw CassetteError(
        .badAddress,
        "\(upstream) is no address of a backend. It looks like http://127.0.0.1:8787.")
    }
    self.base = base
    self.upstream = origin
    self.purpose = purpose
  }

  /// The base URL for a client, where the gateway listens at `address`.
  public static func clientURL(at address: String, for upstream: String) -> String {
    guard let origin = WebOrigin(of: upstream) else { return address }
    let path = upstream.dropFirst(origin.text.count)
    return address + (path.hasSuffix("/") ? path.dropLast() : path)
  }

  /// Sends the request to where it is meant to go.
  ///
  /// Answers by itself with 403 or 421 what must not be passed on. A method that is not safe is
  /// sent on a connection of its own, so that it is never repeated.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    guard
      let own = WebOrigin(
        scheme: request.head.scheme ?? "http", authority: request.head.authority ?? ""),
      own.isLoopback
    else { return .refusal(421, Self.foreignName) }
    let inward = OriginTranslation.inward(upstream: upstream, own: own)
    let path = request.head.path ?? "/"
    guard let target = GatewayTarget(path: path, upstream: upstream), mayAsk(target) else {
      return .refusal(403, Self.unknownHost)
    }
    let response = try await base.send(passed(request, to: target, inward))
    let outward = OriginTranslation.outward(upstream: upstream, own: own, handedOut: handedOut)
    return passed(response, of: request.head.method, from: target, outward)
  }

  private static let foreignName =
    "This gateway answers only to 127.0.0.1 and localhost; use the URL that it printed."
  private static let unknownHost =
    "No answer has named this host, so nothing is fetched from it. Ask it directly."

  private func mayAsk(_ target: GatewayTarget) -> Bool {
    target.isUpstream || purpose == .replaying || handedOut.contains(target.origin)
  }

  private func passed(
    _ request: TransportRequest, to target: GatewayTarget, _ translation: OriginTranslation
  ) async throws -> TransportRequest {
    let isText = TextBodies.mayHoldURLs(request.head.headerFields)
    let isSafe = [.get, .head, .options].contains(request.head.method)
    let head = HTTPRequest(
      method: request.head.method, scheme: target.origin.scheme,
      authority: target.origin.authority, path: translation.translate(target.path),
      headerFields: GatewayFields.request(request.head.headerFields, to: target, translation))
    let body =
      isText && request.body.length != 0
      ? try await TranslatedBody.counted(
        request.body, translation, limit: Self.countedBodyBytes) : request.body
    return TransportRequest(head: head, body: body, connection: isSafe ? .reusable : .fresh)
  }

  private func passed(
    _ response: TransportResponse, of method: HTTPRequest.Method, from target: GatewayTarget,
    _ translation: OriginTranslation
  ) -> TransportResponse {
    let isTranslated =
      TextBodies.mayHoldURLs(response.head.headerFields)
      && (method == .head || response.body.length != 0)
    var head = response.head
    head.headerFields = GatewayFields.response(
      head.headerFields, from: target, translation, isTranslated: isTranslated)
    guard isTranslated, method != .head else {
      return TransportResponse(head: head, body: response.body)
    }
    let body = TranslatedBody.streaming(
      response.body, translation, passing: purpose == .recording ? .undelayed : .wholeDeliveries)
    return TransportResponse(head: head, body: body)
  }
}

extension TransportResponse {
  /// An answer of the gateway's own, with the sentence in `{"error": …}`.
  static func refusal(_ status: Int, _ sentence: String, code: String = "gateway") -> Self {
    let body = "{\"error\":\(JSONBytes.quoted(sentence)),\"code\":\(JSONBytes.quoted(code))}"
    return TransportResponse(
      head: HTTPResponse(
        status: .init(code: status), headerFields: [.contentType: "application/json"]),
      body: HTTPBody(body))
  }
}

extension CassetteError.Code {
  /// Something that should be the address of a backend is not.
  public static let badAddress = CassetteError.Code(rawValue: "bad-address")
}
