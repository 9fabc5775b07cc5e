import NemoHTTP
import NemoTime

/// Reads the text form of a tape.
///
/// Timing is optional, and so are keys: a tape that was written by hand plays too. The lines of an
/// exchange stand together, so that what a merge has mixed is seen.
struct TapeTextReader {
  private let place: TapePlace
  private var header: Tape.Header?
  private var readers: [ExchangeReader] = []
  private var firstLines: [Int] = []
  private var indices: [String: Int] = [:]
  private var hasTiming: [Bool] = []

  static func read(
    tape: [UInt8], timing: [UInt8], place: TapePlace = TapePlace()
  ) throws -> Tape {
    var reader = TapeTextReader(place: place)
    try reader.eachLine(of: tape, named: "tape.jsonl") { try $0.readTape($1, $2, number: $3) }
    guard let header = reader.header else {
      throw CassetteError(
        .unreadable, "The first line of \(place.file("tape.jsonl")) does not say cassette 1.")
    }
    for index in reader.readers.indices { reader.readers[index].finish() }
    reader.hasTiming = reader.readers.map { _ in false }
    try reader.eachLine(of: timing, named: "timing.jsonl") { reader, node, line, _ in
      try reader.readTiming(node, line)
    }
    let tape = Tape(header: header, exchanges: reader.readers.map { $0.exchange })
    if place.isStrict { try reader.checkKeys(tape) }
    return tape
  }

  private init(place: TapePlace) { self.place = place }

  private mutating func eachLine(
    of text: [UInt8], named file: String,
    _ read: (inout TapeTextReader, JSONNode, [UInt8], Int) throws -> Void
  ) throws {
    var number = 0
    var start = 0
    while start < text.count {
      number += 1
      let end = text[start...].firstIndex(of: 0x0a) ?? text.count
      defer { start = end + 1 }
      guard end > start else { continue }
      do {
        guard end - start <= TapeLimits.lineBytes else {
          throw LineFault.tooLarge("is longer than \(TapeLimits.lineBytes) bytes")
        }
        let line = Array(text[start..<end])
        guard let node = JSONNode.parse(line) else { throw LineFault("is not valid JSON") }
        try read(&self, node, line, number)
      } catch let fault as LineFault {
        throw fault.error(line: number, of: place.file(file))
      }
    }
  }

  /// Reads one line of `tape.jsonl`.
  private mutating func readTape(_ node: JSONNode, _ line: [UInt8], number: Int) throws {
    guard let header else {
      header = try TapeHeaderLine.read(node, line)
      return
    }
    if node["cassette"] != nil {
      // Both branches of a merge may have recorded again: the first date counts.
      let other = try TapeHeaderLine.read(node, line)
      guard TapeHeaderLine.isSame(header, other) else {
        throw LineFault.twice("is a second first line, and says something else")
      }
      return
    }
    let id = try node.requiredText("i")
    if node["q"] != nil { return try begin(id, node, line, number) }
    guard let index = indices[id] else {
      throw LineFault("belongs to \(shown(id)), which has no request before it")
    }
    guard index == readers.count - 1 else {
      throw LineFault.twice("belongs to \(shown(id)), whose lines ended before")
    }
    try readers[index].read(node, line)
  }

  private mutating func begin(
    _ id: String, _ node: JSONNode, _ line: [UInt8], _ number: Int
  ) throws {
    guard indices[id] == nil else {
      throw LineFault.twice("repeats the exchange id \(shown(id))")
    }
    guard readers.count < TapeLimits.exchanges else {
      throw LineFault.tooLarge("begins more than \(TapeLimits.exchanges) exchanges")
    }
    indices[id] = readers.count
    firstLines.append(number)
    readers.append(try ExchangeReader(node, line, in: place))
  }

  /// An id as an error quotes it: it may be anything.
  private func shown(_ id: String) -> String {
    id.utf8.count <= TapeLimits.idBytes ? id : "an exchange"
  }

  /// Reads one line of `timing.jsonl`. What is no longer on the tape is passed over; of two lines
  /// for one exchange, as a merge may leave them, the first counts.
  private mutating func readTiming(_ node: JSONNode, _ line: [UInt8]) throws {
    guard let index = indices[try node.requiredText("i")], !hasTiming[index] else { return }
    hasTiming[index] = true
    try readers[index].readTiming(node, line)
  }

  private func checkKeys(_ tape: Tape) throws {
    guard readers.contains(where: { $0.key != nil }) else { return }
    for (index, form) in RequestForms(tape).forms.enumerated() {
      guard let key = readers[index].key, key != form.key else { continue }
      throw Self.stale(place).error(line: firstLines[index], of: place.file("tape.jsonl"))
    }
  }

  static func stale(_ place: TapePlace) -> LineFault {
    LineFault(
      .tampered, "has a `k` that is not the one of its request", advice: place.format)
  }
}

/// The first line of a tape.
enum TapeHeaderLine {
  static func read(_ node: JSONNode, _ line: [UInt8]) throws(LineFault) -> Tape.Header {
    guard let version = node["cassette"]?.integer(in: line) else {
      throw LineFault("is not a cassette")
    }
    guard version == Int64(Tape.formatVersion) else {
      throw LineFault(
        .unreadable,
        "says format \(version); this version of nemo reads \(Tape.formatVersion)",
        advice: "Install another version of nemo, or record again.")
    }
    try node.requireKeys(["cassette", "origin", "backend", "recorded", "note"])
    guard let recorded = WallTime(onTape: try node.requiredText("recorded")) else {
      throw LineFault("has a `recorded` that is no date such as 2026-11-23T10:00:00Z")
    }
    let header = Tape.Header(
      origin: .init(rawValue: try node.optionalText("origin") ?? Tape.Origin.handwritten.rawValue),
      backend: try node.requiredText("backend"), recorded: recorded,
      note: try node.optionalText("note") ?? "")
    if let excess = TapeLimits.excess(of: header) { throw .tooLarge(excess) }
    return header
  }

  /// Whether two first lines say the same but for the date.
  static func isSame(_ one: Tape.Header, _ other: Tape.Header) -> Bool {
    one.origin == other.origin && one.backend == other.backend && one.note == other.note
  }
}
