import CurlTransport
import HTTPTypes
import LoopbackServer
import NemoCassette
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// One way in which an exchange ends, done by a server that was written for it.
struct Ending: Sendable, CustomTestStringConvertible {
  /// Who gives up on a silent server.
  enum Limit: Sendable { case none, overRecorder, underRecorder }

  let name: String
  var limit = Limit.none
  var leavesAfter = Int.max
  /// What the client meets, but for the detail.
  let failure: TransportFailure?
  let kind: ExchangeEnd.Kind
  let bytes: String
  /// What a client meets when the tape is put on a socket.
  let onWire: TransportFailure?
  let script: @Sendable (RawConnection) -> Void

  var testDescription: String { name }

  private static let chunked =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
  private static let counted = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"
  private static let open = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"

  private static func failure(
    _ code: TransportFailure.Code, _ sent: TransportFailure.Sent, _ received: Int = 0
  ) -> TransportFailure { TransportFailure(code, sent: sent, receivedBytes: received) }

  private static func after(_ answer: String, resets: Bool = false)
    -> @Sendable (RawConnection)
    -> Void
  {
    { connection in
      connection.write(answer)
      guard resets else { return }
      // Let the bytes arrive before the reset overtakes them.
      connection.waitUntilTaken()
      connection.reset()
    }
  }

  private static func silent(after answer: String) -> @Sendable (RawConnection) -> Void {
    { connection in
      connection.write(answer)
      _ = connection.readToEnd()
    }
  }

  private static func same(
    _ name: String, _ failure: TransportFailure?, _ kind: ExchangeEnd.Kind, _ bytes: String,
    limit: Limit = .none, script: @escaping @Sendable (RawConnection) -> Void
  ) -> Ending {
    Ending(
      name: name, limit: limit, failure: failure, kind: kind, bytes: bytes, onWire: failure,
      script: script)
  }

  static let all: [Ending] = [
    same(
      "a reset", failure(.reset, .complete, 3), .reset, "abc",
      script: after(chunked + "3\r\nabc\r\n", resets: true)),
    same(
      "no last chunk", failure(.short, .complete, 3), .short, "abc",
      script: after(chunked + "3\r\nabc\r\n")),
    same(
      "a short Content-Length", failure(.short, .complete, 3), .short, "abc",
      script: after(counted + "abc")),
    same("a stream without text", nil, .closed, "", script: after(chunked + "0\r\n\r\n")),
    same("a close without text", nil, .closed, "", script: after(open)),
    same("a close after text", nil, .closed, "data: a", script: after(open + "data: a")),
    same(
      "a broken chunk size", failure(.malformed, .complete, 3), .init(rawValue: "malformed"),
      "abc", script: after(chunked + "3\r\nabc\r\nxyz\r\n")),
    same(
      "a close before the head", failure(.noResponse, .possibly),
      .init(rawValue: "no-response"), "", script: after("")),
    same(
      "half a head", failure(.noResponse, .possibly), .init(rawValue: "no-response"), "",
      script: after("HTTP/1.1 200 OK\r\nContent-Ty")),
    same(
      "a reset before the head", failure(.reset, .possibly), .reset, "",
      script: after("", resets: true)),
    same(
      "no HTTP", failure(.malformed, .possibly), .init(rawValue: "malformed"), "",
      script: after("220 ready for mail\r\n\r\n")),
    // On the wire an idle limit shows as silence, and the client's own limit ends it.
    same(
      "an idle limit over the recorder", failure(.idle, .complete, 3), .cancelled, "abc",
      limit: .overRecorder, script: silent(after: chunked + "3\r\nabc\r\n")),
    same(
      "an idle limit under the recorder", failure(.idle, .complete, 3), .idle, "abc",
      limit: .underRecorder, script: silent(after: chunked + "3\r\nabc\r\n")),
    same(
      "an idle limit before the head", failure(.idle, .possibly), .idle, "",
      limit: .underRecorder, script: silent(after: "")),
    Ending(
      name: "a client that leaves", leavesAfter: 3, failure: nil, kind: .cancelled, bytes: "abc",
      onWire: nil, script: silent(after: chunked + "3\r\nabc\r\n")),
  ]
}

/// An exchange that failed on a real socket fails the same way from the tape, and again on a socket.
///
/// All in virtual time, whose clock is held while the raw server works: an idle limit passes only
/// once everything before it has come, and no time passes really.
@Suite(.timeLimit(.minutes(5))) struct EndingTests {
  private static let limits = LimitedTransport.Limits(idle: .seconds(80), total: .seconds(900))

  @Test(arguments: Ending.all) func `an ending is replayed as it was met`(ending: Ending)
    async throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path + "/ending.cassette"
    let (live, tape) = try await record(ending, into: path)
    #expect(live.failure?.withoutDetail == ending.failure)
    #expect(live.wasCancelled == (ending.leavesAfter < .max))
    #expect(String(decoding: live.bytes, as: UTF8.self) == ending.bytes)
    #expect(tape.exchanges.map { $0.end.kind } == [ending.kind])
    let authority = String(tape.header.backend.dropFirst("http://".count))

    try await VirtualTime.run { time in
      let replayer = try Replayer(contentsOf: path, time: time, pace: .recorded)
      let replayed = try await limited(replayer, ending.limit == .overRecorder, time)
        .see(.post(to: authority), leavingAfter: ending.leavesAfter)
      #expect(replayed == live)
      try replayer.verifyAllUsed()
    }
    let onWire = try await play(tape, for: authority, ending)
    #expect(onWire.failure?.withoutDetail == ending.onWire)
    #expect(onWire.bytes == live.bytes)
    #expect(onWire.status == live.status)
    #expect(onWire.wasCancelled == live.wasCancelled)
  }

  private func limited(
    _ base: any HTTPTransport, _ isLimited: Bool, _ time: any TimeSource
  ) -> any HTTPTransport {
    isLimited ? LimitedTransport(base, limits: Self.limits, time: time) : base
  }

  private func record(
    _ ending: Ending, into path: String
  ) async throws -> (live: Seen, tape: Tape) {
    try await VirtualTime.run { time in
      let hold = time.hold("a raw server")
      let server = RawServer { connection, _ in
        connection.readRequest()
        // Nothing will come, so the clock may go on.
        if ending.limit != .none, ending.bytes.isEmpty { hold.release() }
        ending.script(connection)
      }
      let curl = CurlTransport.direct(time: time)
      let recorder = try Recorder(
        wrapping: limited(curl, ending.limit == .underRecorder, time), into: path,
        origin: .handwritten, backend: "http://" + server.authority, time: time)
      let live = try await limited(recorder, ending.limit == .overRecorder, time)
        .see(.post(to: server.authority), leavingAfter: ending.leavesAfter) { count in
          if ending.limit != .none, count == ending.bytes.utf8.count { hold.release() }
        }
      hold.release()
      return (live, try recorder.finish())
    }
  }

  /// What a client over a socket sees of the tape.
  private func play(_ tape: Tape, for authority: String, _ ending: Ending) async throws -> Seen {
    try await VirtualTime.run { time in
      let traffic = WireTraffic(time: time)
      let replayer = AtBackend(authority, Replayer(tape, name: "wire", time: time))
      return try await LoopbackServer.run(replayer, on: .init(traffic: traffic)) { server in
        let curl = CurlTransport.direct(traffic: traffic, time: time)
        let client = limited(curl, ending.limit != .none, time)
        let request = TransportRequest.post(to: "127.0.0.1:\(server.port)")
        return try await client.see(request, leavingAfter: ending.leavesAfter)
      }
    }
  }

  @Test func `a refused connection is refused again, which a socket that listens cannot show`()
    async throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path + "/refused.cassette"
    var server: RawServer? = RawServer { _, _ in }
    let authority = try #require(server).authority
    server = nil
    let request = TransportRequest.post(to: authority)
    let recorder = try Recorder(
      wrapping: CurlTransport.direct(), into: path, origin: .handwritten,
      backend: "http://" + authority, time: RealTime())
    let live = try await recorder.see(request)
    let tape = try recorder.finish()
    #expect(live.failure?.code == .unreachable)
    #expect(live.failure?.sent == .nothing)
    let replayed = try await Replayer(contentsOf: path, time: RealTime()).see(request)
    #expect(replayed == live)

    // The connection is there, so the failure comes as an answer of the server's own.
    let replayer = Replayer(tape, name: "wire", time: RealTime())
    let onWire = try await LoopbackServer.run(AtBackend(authority, replayer)) { server in
      try await CurlTransport.direct().see(.post(to: "127.0.0.1:\(server.port)"))
    }
    #expect(onWire.status == 502)
  }
}

extension TransportFailure {
  /// The detail tells the port, which is another every time.
  fileprivate var withoutDetail: TransportFailure {
    TransportFailure(code, sent: sent, receivedBytes: receivedBytes)
  }
}
