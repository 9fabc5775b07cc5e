import CurlTransport
import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A process that edits in one world of a shared simulator, as often as it is told, each time in a
/// world of its own, and prints what it saw: one line each time.
///
/// Usage: `WorldVisitor URL CONTROL-URL NAME SEED DIALECT ROUNDS`.
@main
struct WorldVisitor {
  let url: String
  let control: String
  let name: String
  let seed: UInt64
  let dialect: String
  let curl: CurlTransport

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 7, let seed = UInt64(arguments[4]), let rounds = Int(arguments[6])
    else { return print("usage: WorldVisitor URL CONTROL-URL NAME SEED DIALECT ROUNDS") }
    let curl = CurlTransport(time: RealTime())
    defer { curl.shutdown() }
    let visitor = WorldVisitor(
      url: arguments[1], control: arguments[2], name: arguments[3], seed: seed,
      dialect: arguments[5], curl: curl)
    for round in 0..<rounds {
      print(try await VirtualTime.run { try await visitor.visit(round, $0) })
    }
  }

  private func visit(_ round: Int, _ time: VirtualTime) async throws -> String {
    let world = "\(name)-\(round)"
    _ = try await ask(
      .post, "/__sim/v1/worlds",
      """
      {"name":"\(world)","seed":\(seed),"dialect":"\(dialect)","starts_at_ms":1900000000000}
      """, time)
    // By path and by header in turn: what is seen is the same.
    let isByPath = round.isMultiple(of: 2)
    let lines = try await edit(
      isByPath ? "\(url)/__w/\(world)" : url,
      isByPath ? curl : HeaderTransport(base: curl, world: world), time)
    let journal = try await ask(.get, "/__sim/v1/worlds/\(world)/journal", "", time)
    _ = try await ask(.delete, "/__sim/v1/worlds/\(world)", "", time)
    return (lines + [journal]).joined(separator: " | ")
      .replacing("\n", with: " ").replacing(world, with: "WORLD")
  }

  /// An upload, two edits, an export.
  private func edit(
    _ base: String, _ transport: any HTTPTransport, _ time: VirtualTime
  ) async throws -> [String] {
    let files = MemoryFileStore(["demo.mp4": Array("\0\0\0\u{18}ftypmp42 \(name)".utf8)])
    let connection = try await Connection.open(
      ClientConfiguration(
        baseURL: base, transport: HeldTransport(base: transport, time: time), time: time,
        entropy: SeededEntropy(seed: seed), files: files,
        store: MemoryClientStore()))
    let session = try await connection.newSession()
    var lines = [await session.stored.id]
    lines += try await session.upload("demo.mp4").map(\.filename)
    for message in ["trim to 4 seconds and add a title \"\(name)\"", "make it vertical"] {
      lines.append("\(await session.send(message))")
    }
    let file = try await session.export(to: "out.mp4")
    lines.append("\(file.path) \(file.sizeBytes)")
    return lines
  }

  private func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String, _ time: VirtualTime
  ) async throws -> String {
    let authority = String(control.dropFirst("http://".count))
    let head = HTTPRequest(method: method, scheme: "http", authority: authority, path: path)
    let answer = try await HeldTransport(base: curl, time: time).send(
      TransportRequest(head: head, body: HTTPBody(body)))
    let text = String(decoding: try await answer.body.collect(upTo: 16 << 20), as: UTF8.self)
    guard answer.head.status.code < 300 else { throw Refused(description: text) }
    return text
  }

  struct Refused: Error, CustomStringConvertible {
    var description: String
  }
}

/// Names the world in a header.
struct HeaderTransport: HTTPTransport {
  let base: CurlTransport
  let world: String

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    var request = request
    request.head.headerFields[HTTPField.Name("X-Nemo-World")!] = world
    return try await base.send(request)
  }
}

/// Keeps virtual time from jumping while the wire is waited for: the other end lives in real time.
struct HeldTransport: HTTPTransport {
  let base: any HTTPTransport
  let time: VirtualTime

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    var response = try await time.withHold("a request") { try await base.send(request) }
    let iterator = response.body.makeAsyncIterator()
    response.body = HTTPBody(length: response.body.length) { [time] in
      try await time.withHold("a response") {
        var iterator = iterator
        return try await iterator.next()
      }
    }
    return response
  }
}
