import CurlTransport
import HTTPTypes
import NemoHTTP
import RawSockets
import Testing

@Suite(.timeLimit(.minutes(5))) struct ExchangeTests {
  @Test func `a GET gets the status, the headers and the body`() async throws {
    let server = RawServer { connection, _ in
      connection.readRequest()
      connection.write(
        "HTTP/1.1 404 Nope Nope\r\nX-One: a\r\nx-one:  b \r\nContent-Length: 5\r\n\r\nhello")
    }
    let transport = CurlTransport.direct()
    let response = try await transport.send(server.get("/a/../b?q=%20&r"))
    #expect(response.head.status == .init(code: 404, reasonPhrase: "Nope Nope"))
    #expect(response.head.headerFields[values: .init("X-One")!] == ["a", "b"])
    #expect(response.body.length == 5)
    #expect(try await response.body.collect(upTo: 10) == Array("hello".utf8))
    #expect(
      server.requests == [
        "GET /a/../b?q=%20&r HTTP/1.1\r\nHost: \(server.authority)\r\nAccept: */*\r\n\r\n"
      ])
  }

  @Test func `a POST sends its body with its length and no Expect`() async throws {
    let server = RawServer { connection, _ in
      let request = connection.readRequest() ?? ""
      let body = request.split(separator: "\r\n\r\n").last ?? ""
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
    let (head, text) = try await CurlTransport.direct().text(
      server.post("/p", HTTPBody("{\"a\":1}")))
    #expect(head.status == .ok)
    #expect(text == "{\"a\":1}")
    #expect(
      server.requests == [
        "POST /p HTTP/1.1\r\nHost: \(server.authority)\r\nAccept: */*\r\nContent-Length: 7\r\n\r\n"
      ])
  }
}
