import Foundation
import HTTPTypes
import NemoCassette
import NemoHTTP
import NemoTime

/// Loads an input and says what is wrong with what came out.
struct Judge {
  enum Verdict {
    case loaded, refused
    /// A sentence about a bug.
    case wrong(String)
  }

  /// How much of an answer is read.
  private static let readLimitBytes = 1 << 20

  let folder: String

  /// - Parameter number: decides which recorded request is made.
  func judge(_ input: FuzzInput, _ kind: FuzzKind, number: Int) async -> Verdict {
    let tape: Tape
    do {
      tape = try load(input, kind)
    } catch is CassetteError {
      return .refused
    } catch {
      return .wrong("refused with \(type(of: error)) in the place of a CassetteError: \(error)")
    }
    if let complaint = rewrite(tape) { return .wrong(complaint) }
    if let complaint = await replay(tape, number) { return .wrong(complaint) }
    return .loaded
  }

  private func load(_ input: FuzzInput, _ kind: FuzzKind) throws -> Tape {
    switch kind {
    case .tape:
      let blobs = input.files.dropFirst(2).map { ($0.name, $0.bytes) }
      return try Tape(
        TapeFiles(
          tape: input["tape.jsonl"], timing: input["timing.jsonl"],
          blobs: Dictionary(blobs, uniquingKeysWith: { first, _ in first })))
    case .recording:
      return try Cassette.load(try written(input["recording.sqlite"], "recording.sqlite"))
    case .har:
      return try HARImport.tape(from: input["capture.har"]) { name in
        name == CaptureSeeds.bodyName ? CaptureSeeds.body : nil
      }.tape
    case .zip:
      return try HARImport.read(path: try written(input["capture.zip"], "capture.zip")).tape
    }
  }

  private func written(_ bytes: [UInt8], _ name: String) throws -> String {
    let path = folder + "/" + name
    for suffix in ["-wal", "-shm", "-journal"] {
      if FileManager.default.fileExists(atPath: path + suffix) {
        try FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// What was loaded, written as text and read again, is the same.
  private func rewrite(_ tape: Tape) -> String? {
    do {
      let again = try Tape(tape.files())
      guard again != tape else { return nil }
      return "reads differently from its own text: " + Self.difference("\(again)", "\(tape)")
    } catch {
      return "cannot be read from its own text: \(error)"
    }
  }

  /// What stands at the first difference, and before it.
  private static func difference(_ one: String, _ other: String) -> String {
    let (bytes, others) = (Array(one.utf8), Array(other.utf8))
    let common = zip(bytes, others).prefix { $0 == $1 }.count
    func part(_ text: [UInt8]) -> String {
      String(decoding: text[max(0, common - 150)..<min(text.count, common + 100)], as: UTF8.self)
    }
    return "\(part(bytes)) <-> \(part(others))"
  }

  private func replay(_ tape: Tape, _ number: Int) async -> String? {
    let replayer = Replayer(tape, name: "fuzz", time: RealTime())
    guard !tape.exchanges.isEmpty else { return nil }
    let asked = tape.exchanges[number % tape.exchanges.count].request
    guard let request = Self.request(asked) else { return nil }
    do {
      let response = try await replayer.send(request)
      var count = 0
      for try await chunk in response.body {
        count += chunk.bytes.count
        if count > Self.readLimitBytes { break }
      }
    } catch is CassetteError {
    } catch is TransportFailure {
    } catch {
      return "replays with \(type(of: error)): \(error)"
    }
    _ = replayer.unused().count
    return nil
  }

  private static func request(_ asked: Exchange.Request) -> TransportRequest? {
    guard let method = HTTPRequest.Method(asked.method),
      let mark = asked.url.range(of: "://")
    else { return nil }
    let rest = asked.url[mark.upperBound...]
    let path = rest.firstIndex(of: "/") ?? rest.endIndex
    let head = HTTPRequest(
      method: method, scheme: String(asked.url[..<mark.lowerBound]),
      authority: String(rest[..<path]), path: path == rest.endIndex ? "/" : String(rest[path...]))
    guard case .bytes(let bytes) = asked.body else { return TransportRequest(head: head) }
    return TransportRequest(head: head, body: HTTPBody(bytes))
  }
}
