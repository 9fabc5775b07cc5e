import HTTPTypes
import NemoHTTP
import NemoTime

/// What the victim does: the same requests and answers every time.
struct Journey {
  /// The paths that are asked for, in order.
  let paths: [String]
  /// Whether the second path is read half before the third is asked for, and then to its end.
  var overlaps = false

  static let many = Journey(
    paths: ["/json", "/events", "/json", "/events?cut", "/refused", "/json"], overlaps: true)
  /// One body goes into a file, one is too large to keep.
  static let large = Journey(paths: ["/film", "/picture", "/long-film"])

  func run(_ transport: any HTTPTransport, _ ended: @Sendable (Int) -> Void) async throws {
    var open: (number: Int, body: HTTPBody.Iterator)?
    for (number, path) in paths.enumerated() {
      guard let response = try? await transport.send(Self.request(path)) else {
        ended(number)
        continue
      }
      var body = response.body.makeAsyncIterator()
      if overlaps && number == 1 {
        _ = try await body.next()
        open = (number, body)
        continue
      }
      try await Self.drain(&body)
      ended(number)
      if var other = open {
        try await Self.drain(&other.body)
        ended(other.number)
        open = nil
      }
    }
  }

  /// A body that breaks off has ended too.
  private static func drain(_ body: inout HTTPBody.Iterator) async throws {
    do {
      while try await body.next() != nil {}
    } catch is TransportFailure {}
  }

  private static func request(_ path: String) -> TransportRequest {
    var head = HTTPRequest(
      method: .post, scheme: "https", authority: "service.invalid", path: path)
    head.headerFields[.authorization] = "Bearer nmv_usr_VictimsOwnToken0123456789"
    return TransportRequest(head: head, body: HTTPBody("{\"asked\":\"\(path)\"}"))
  }

  /// Answers by path.
  struct Service: HTTPTransport {
    func send(_ request: TransportRequest) async throws -> TransportResponse {
      _ = try await request.body.collect(upTo: 1 << 20)
      let path = request.head.path ?? ""
      if path == "/refused" {
        throw TransportFailure(.unreachable, sent: .nothing, detail: "errno 111")
      }
      var head = HTTPResponse(status: .ok)
      head.headerFields[.contentType] = Self.contentType(path)
      let rest = Locked(Self.chunks(path))
      return TransportResponse(
        head: head,
        body: HTTPBody(length: nil) {
          {
            let next = rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            if next == nil, path.hasSuffix("?cut") {
              throw TransportFailure(.reset, sent: .complete)
            }
            return next.map { BodyChunk($0) }
          }
        })
    }

    private static func contentType(_ path: String) -> String {
      if path.hasPrefix("/json") { return "application/json" }
      return path.hasPrefix("/events") ? "text/event-stream" : "video/mp4"
    }

    private static func chunks(_ path: String) -> [[UInt8]] {
      switch path {
      case "/events", "/events?cut":
        return (1...2).map { Array("data: event \($0) of nmv_usr_VictimsOwnToken0123\n\n".utf8) }
      case "/picture": return [binary(4_500)]
      case "/film": return [binary(1_000), binary(300_000), binary(800_000)]
      case "/long-film": return [binary(300_000), binary(1_000_000), binary(10)]
      default: return [Array("{\"token\":\"nmv_usr_VictimsOwn".utf8), Array("Token01\"}".utf8)]
      }
    }

    private static func binary(_ count: Int) -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        for index in 0..<count { buffer[index] = UInt8(truncatingIfNeeded: index &* 7) | 0x80 }
        initialized = count
      }
    }
  }
}
