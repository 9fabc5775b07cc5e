import NemoTime
import Testing

@testable import NemoCassette

/// Damaged tapes and captures load or are refused. `Benchmarks/Fuzz` does the same by the million.
struct MutationTests {
  private static let count = 700
  private static let mostChanges = 4
  private static let tokens = [
    "9223372036854775807", "-1", "1e999", "null", "{}", "[]", "\n", "\"", "\\u0000", #"\udc80"#,
    #""cuts":[[9223372036854775807,1],[9223372036854775807,1]]"#, #""e64":"AA==""#,
    #"{"omitted":"","size":9}"#, "nmv_usr_0123456789abcdef", #""token":"abcdefghijklmnop""#,
    #""encoding":"base64""#, #""status":0"#, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
  ]

  /// SplitMix64, so that a seed that is printed makes the same input anywhere.
  private struct Random {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var value = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
      return bound <= 0 ? 0 : Int((value ^ (value >> 31)) % UInt64(bound))
    }
  }

  private static func mutate(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(mostChanges) {
      let start = random.below(bytes.count + 1)
      let range = start..<min(bytes.count, start + random.below(24))
      switch random.below(6) {
      case 0 where start < bytes.count: bytes[start] ^= 1 << UInt8(random.below(8))
      case 1: bytes.removeSubrange(range)
      case 2: bytes.insert(contentsOf: bytes[range], at: random.below(bytes.count + 1))
      case 3: bytes.replaceSubrange(range, with: tokens[random.below(tokens.count)].utf8)
      case 4: bytes.removeLast(random.below(8) == 0 ? bytes.count - start : 0)
      default: bytes.insert(contentsOf: tokens[random.below(tokens.count)].utf8, at: start)
      }
    }
    return bytes
  }

  /// Calls `load` with mutations of the bytes; what loads must read the same from its own text.
  private static func fuzz(
    _ bytes: [UInt8], seed: UInt64, _ load: ([UInt8]) throws -> Tape
  ) -> (loaded: Int, refused: Int) {
    var (loaded, refused) = (0, 0)
    for number in 0..<count {
      var random = Random(state: seed &* 1_000_003 &+ UInt64(number))
      do {
        let tape = try load(mutate(bytes, &random))
        loaded += 1
        #expect(try Tape(tape.files()) == tape, "seed \(seed), number \(number)")
      } catch is CassetteError {
        refused += 1
      } catch {
        Issue.record("seed \(seed), number \(number): \(error)")
      }
    }
    return (loaded, refused)
  }

  private static let capture = HARFixture.archive(
    HARFixture.entry(
      method: "POST", url: HARFixture.api + "/run_sse",
      requestHeaders:
        #"{"name":"authorization","value":"Bearer nmv_usr_AbCdEfGhIjKlMnOpQrStUvWx"}"#,
      request: #","bodySize":7,"postData":{"mimeType":"text/plain","text":"\u0089a\udcff"}"#,
      response: #"{"status":200,"headers":[],"content":{"size":3}}"#,
      rest: #","_eventSourceMessages":[{"time":1795168800.25,"eventName":"x","data":"a\nb"}]"#),
    HARFixture.entry(response: HARFixture.json("eyJhIjoxfQ==", content: #","encoding":"base64""#)))

  @Test(arguments: [1, 2] as [UInt64])
  func `a damaged capture loads or is refused`(seed: UInt64) {
    let (loaded, refused) = Self.fuzz(Self.capture, seed: seed) {
      try HARImport.tape(from: $0).tape
    }
    #expect(loaded > 0 && refused > 0)
  }

  @Test(arguments: [1] as [UInt64])
  func `a damaged tape loads or is refused`(seed: UInt64) throws {
    let files = try HARImport.tape(from: Self.capture).tape.files()
    let (loaded, refused) = Self.fuzz(files.tape, seed: seed) { bytes in
      try Tape(TapeFiles(tape: bytes, timing: files.timing, blobs: files.blobs))
    }
    #expect(loaded > 0 && refused > 0)
    let (timed, _) = Self.fuzz(files.timing, seed: seed) { bytes in
      try Tape(TapeFiles(tape: files.tape, timing: bytes, blobs: files.blobs))
    }
    #expect(timed > 0)
  }

  @Test func `a line that claims a tebibyte costs little and can be written again`() throws {
    let text = """
      {"cassette":1,"backend":"https://api.example","recorded":"2026-11-20T10:00:00Z"}
      {"i":"x","q":{"method":"GET","url":"https://api.example/x"}}
      {"i":"x","r":{"status":200,"headers":[]}}
      {"i":"x","b":{"omitted":"","size":1099511627776}}
      {"i":"x","end":"closed"}
      """
    let tape = try Tape(TapeFiles(tape: Array(text.utf8)))
    let cuts = try #require(tape.exchanges.first?.response?.cuts)
    #expect(cuts.count == 1_024)
    #expect(cuts.allSatisfy { $0.length == 1 << 30 })
    let again = try Tape(tape.files())
    #expect(again == tape)
  }
}
