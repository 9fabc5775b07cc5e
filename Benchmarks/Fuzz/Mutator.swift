/// Changes bytes so that what reads them is surprised.
struct Mutator {
  /// Inputs do not grow beyond this; a limit is reached by what the bytes say, not by their number.
  private static let longestBytes = 256 << 10
  private static let mostChanges = 6

  private static let numbers = [
    "0", "-1", "1", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551615", "1e999", "-1e999", "0.5", "1099511627776", "4294967295", "2147483647",
    "1e18", "100000000000000000000000000", "65536", "1048576", "NaN", "",
  ]

  private static let tokens = [
    #""i":"#, #""q":{"#, #""r":{"#, #""e":"#, #""e64":"#, #""b":{"#, #""end":"#, #""k":"#,
    #"{"json":"#, #"{"text":"x"}"#, #"{"base64":"AA=="}"#, #"{"blob":"#,
    #"{"omitted":"","size":9}"#,
    #"{"omitted":"ab","size":1099511627776}"#, #"{"form":[{"name":"a","size":-1,"sha256":""}]}"#,
    #""cuts":[[1,1],[-1,2]]"#, #""cuts":[[9223372036854775807,1],[9223372036854775807,1]]"#,
    #""status":1000"#, #""headers":[["",""]]"#,
    #""headers":[["content-type","text/event-stream"]]"#,
    "\"sent\":\"nothing\"", "null", "true", "{}", "[]", "\"\"", "\n", "\r\n", "\n\n", "\0",
    #"\u0000"#, #"\ud800"#, #"\udc80"#, #"\ud83c\udfac"#, "\u{feff}", "\u{2028}",
    "nmv_usr_0123456789abcdef", "clm_0123456789", #""token":"abcdefghijklmnop""#, "?token=",
    #"\"session_id\":\"1234567890123456789\""#, "render_1", "/api/render/proxy/lambda/render_9",
    #""encoding":"base64""#, #""_file":"../../etc/passwd""#, #""_file":"body.bin""#, #""text":"#,
    #""_eventSourceMessages":[{"time":1795168800.5,"data":"x"}]"#, #""status":0"#,
    #""startedDateTime":"9999-12-31T23:59:60.999999999-23:59""#, #""time":-1"#,
    #""params":[{"name":"a","value":"b","fileName":"c"}]"#, "multipart/form-data; boundary=",
    "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "data: ", "event: ", ": ", "--X\r\n", "--X--",
  ]

  private var random: FuzzRandom
  private let others: [[UInt8]]

  /// - Parameter others: what to splice pieces from.
  init(_ random: FuzzRandom, others: [[UInt8]]) {
    self.random = random
    self.others = others
  }

  mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    // One change as a rule: with more of them hardly anything loads.
    let changes = random.below(2) == 0 ? 1 : 1 + random.below(Self.mostChanges)
    for _ in 0..<changes {
      change(&bytes)
      if bytes.count > Self.longestBytes { bytes.removeLast(bytes.count - Self.longestBytes) }
    }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let position = random.below(bytes.count + 1)
    let range = range(in: bytes)
    switch random.below(14) {
    case 0 where position < bytes.count: bytes[position] ^= 1 << UInt8(random.below(8))
    case 1 where position < bytes.count: bytes[position] = UInt8(random.below(256))
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: bytes[range], at: position)
    case 4: bytes.removeLast(bytes.count - position)
    case 5, 6: bytes.insert(contentsOf: random.pick(Self.tokens).utf8, at: position)
    case 7: bytes.replaceSubrange(range, with: random.pick(Self.tokens).utf8)
    case 8, 9: replaceNumber(in: &bytes, from: position)
    case 10: splice(into: &bytes, at: range)
    case 11: repeatLine(in: &bytes, at: position)
    case 12: nest(&bytes, at: position)
    default: bytes.insert(UInt8(random.below(256)), at: position)
    }
  }

  /// Mostly short.
  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = random.below(bytes.count + 1)
    let longest = random.below(8) == 0 ? bytes.count : 24
    return start..<min(bytes.count, start + random.below(longest + 1))
  }

  private mutating func replaceNumber(in bytes: inout [UInt8], from position: Int) {
    let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
    guard let start = bytes[position...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: random.pick(Self.numbers).utf8)
  }

  private mutating func splice(into bytes: inout [UInt8], at range: Range<Int>) {
    let other = random.pick(others)
    bytes.replaceSubrange(range, with: other[self.range(in: other)])
  }

  private mutating func repeatLine(in bytes: inout [UInt8], at position: Int) {
    let start = bytes[..<position].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let end = bytes[position...].firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count
    let line = Array(bytes[start..<end].prefix(4 << 10))
    for _ in 0...random.below(20) { bytes.insert(contentsOf: line, at: start) }
  }

  private mutating func nest(_ bytes: inout [UInt8], at position: Int) {
    let count = random.pick([1, 100, 127, 128, 129, 5_000])
    let opening = random.pick(["[", "{\"a\":", "\"", "\\"])
    bytes.insert(contentsOf: String(repeating: opening, count: count).utf8, at: position)
  }
}
