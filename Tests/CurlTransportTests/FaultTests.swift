import CurlTransport
import HTTPTypes
import NemoHTTP
import RawSockets
import Testing

/// What servers do wrong, and what a caller is told of it.
@Suite(.timeLimit(.minutes(5))) struct FaultTests {
  /// The failure of a GET whose answer is `answer` and then a close, or a reset.
  private func failure(
    after answer: String, resets: Bool = false
  ) async -> TransportFailure? {
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write(answer)
      // Let the bytes arrive before a reset overtakes them.
      if resets {
        connection.waitUntilTaken()
        connection.reset()
      }
    }
    return await CurlTransport.direct().failure(server.get("/secret?token=hush"))
  }

  private let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

  @Test func `a refused connection is unreachable and nothing was sent`() async throws {
    var server: RawServer? = RawServer { _, _ in }
    let request = try #require(server).get()
    server = nil
    let failure = await CurlTransport.direct().failure(request)
    #expect(failure?.code == .unreachable)
    #expect(failure?.sent == .nothing)
    // ECONNREFUSED, 111 on Linux.
    #expect(failure?.detail.hasSuffix("errno 111") == true)
  }

  @Test func `a name without an address is unresolved and nothing was sent`() async {
    // RFC 6761 section 6.4: names under invalid never resolve.
    let request = TransportRequest(
      head: HTTPRequest(method: .get, scheme: "http", authority: "nowhere.invalid", path: "/"))
    let failure = await CurlTransport.direct().failure(request)
    #expect(failure?.code == .unresolved)
    #expect(failure?.sent == .nothing)
  }

  @Test func `a close before the head is no response, and it may have run`() async {
    let failure = await failure(after: "")
    #expect(failure?.code == .noResponse)
    #expect(failure?.sent == .possibly)
  }

  @Test func `a reset before the head may have run`() async {
    let failure = await failure(after: "", resets: true)
    #expect(failure?.code == .reset)
    #expect(failure?.sent == .possibly)
  }

  @Test func `a head that ends half-way is no response`() async {
    let failure = await failure(after: "HTTP/1.1 200 OK\r\nContent-Ty")
    #expect(failure?.code == .noResponse)
    #expect(failure?.sent == .possibly)
  }

  @Test func `a reset in the body tells how much came`() async {
    let failure = await failure(after: chunked + "3\r\nabc\r\n", resets: true)
    #expect(failure?.code == .reset)
    #expect(failure?.sent == .complete)
    #expect(failure?.receivedBytes == 3)
  }

  @Test func `a close without the last chunk is short`() async {
    let failure = await failure(after: chunked + "3\r\nabc\r\n")
    #expect(failure?.code == .short)
    #expect(failure?.sent == .complete)
    #expect(failure?.receivedBytes == 3)
  }

  @Test func `a broken chunk size is malformed`() async {
    let failure = await failure(after: chunked + "3\r\nabc\r\nxyz\r\n")
    #expect(failure?.code == .malformed)
    #expect(failure?.sent == .complete)
    #expect(failure?.receivedBytes == 3)
  }

  @Test func `what is not HTTP is malformed, and it may have run`() async {
    let failure = await failure(after: "220 ready for mail\r\n\r\n")
    #expect(failure?.code == .malformed)
    #expect(failure?.sent == .possibly)
  }

  @Test func `fewer bytes than Content-Length are short`() async {
    let failure = await failure(after: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    #expect(failure?.code == .short)
    #expect(failure?.sent == .complete)
    #expect(failure?.receivedBytes == 3)
  }

  @Test func `a head beyond the limit is too large`() async {
    let line = "X-Long: \(String(repeating: "x", count: 60_000))\r\n"
    let head = "HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 5) + "\r\n"
    #expect(await failure(after: head)?.code == .tooLarge)
  }

  /// libcurl cannot know better; completeness is judged above the transport.
  @Test func `a body that ends with its connection is taken as complete`() async {
    #expect(await failure(after: "HTTP/1.1 200 OK\r\n\r\nabc") == nil)
  }

  @Test func `no description holds the path or the query`() async {
    for answer in ["", "rubbish", chunked + "3\r\nabc\r\n", chunked + "zz"] {
      let failure = await failure(after: answer)
      #expect(failure.map { "\($0)" }?.contains("libcurl") == true)
      #expect(failure.map { "\($0)" }?.contains("secret") == false)
      #expect(failure.map { "\($0)" }?.contains("hush") == false)
    }
  }

  @Test(arguments: [
    ("ftp", "localhost", "/"), ("http", "user:pass@localhost", "/"), ("http", "", "/"),
    ("http", "localhost", "//a b"), ("http", "localhost", "relative"),
    ("http", "localhost", "/a#b"), ("http", "localhost", "/\u{e9}"),
  ])
  func `a target that libcurl might take otherwise is refused`(
    scheme: String, authority: String, path: String
  ) async {
    let failure = await CurlTransport.direct().failure(
      TransportRequest(
        head: HTTPRequest(method: .get, scheme: scheme, authority: authority, path: path)))
    #expect(failure?.code == .other)
    #expect(failure?.sent == .nothing)
  }
}
