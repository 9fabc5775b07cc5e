/// A text whose exchanges are read when they are asked for.
struct IndexedText: Sendable {
  let header: Tape.Header
  let clientIDs: [TapeIndex.ClientID]
  private let tape: [UInt8]
  private let timing: [UInt8]
  private let place: TapePlace
  private let places: [LineMap.Place]
  private let known: IDSearch
  private let base: RequestTarget.Base

  /// Nil when the text is not as sealing writes it, and has to be read whole.
  init?(tape: [UInt8], timing: [UInt8], place: TapePlace) {
    let map = tape.withUnsafeBytes { tape in
      timing.withUnsafeBytes { timing in LineMap(tape: tape, timing: timing) }
    }
    guard let map else { return nil }
    guard let node = JSONNode.parse(tape, in: map.header),
      let header = try? TapeHeaderLine.read(node, tape),
      let ids = ClientIDFinder(header.backend, place).ids(of: map.places, in: tape)
    else { return nil }
    self.header = header
    base = RequestTarget.Base(header.backend)
    self.tape = tape
    self.timing = timing
    self.place = place
    places = map.places
    clientIDs = ids
    known = IDSearch(ids.map { $0.id })
  }

  var count: Int { places.count }

  func key(at index: Int) -> String {
    let start = places[index].request.lowerBound + LineMap.keyStart.count
    return String(decoding: tape[start..<(start + RequestForm.keyDigits)], as: UTF8.self)
  }

  func id(at index: Int) -> String { String(decoding: tape[places[index].id], as: UTF8.self) }

  func exchange(at index: Int, isChecked: Bool) throws(CassetteError) -> Exchange {
    let reader = try reader(at: index)
    if !isChecked { try check(reader, at: index) }
    return reader.exchange
  }

  func request(at index: Int) throws(CassetteError) -> Exchange.Request {
    try parsed(tape, places[index].request, "tape.jsonl") { node in
      try ExchangeReader(node, tape, in: place).exchange.request
    }
  }

  private func reader(at index: Int) throws(CassetteError) -> ExchangeReader {
    let (found, file) = (places[index], "tape.jsonl")
    var reader = try parsed(tape, found.request, file) { node in
      try ExchangeReader(node, tape, in: place)
    }
    var start = found.request.upperBound + 1
    while start < found.end {
      let end = tape[start..<found.end].firstIndex(of: 0x0a) ?? found.end
      if end > start {
        try parsed(tape, start..<end, file) { node in try reader.read(node, tape) }
      }
      start = end + 1
    }
    reader.finish()
    if !found.timing.isEmpty {
      try parsed(timing, found.timing, "timing.jsonl") { node in
        try reader.readTiming(node, timing)
      }
    }
    return reader
  }

  private func check(_ reader: ExchangeReader, at index: Int) throws(CassetteError) {
    guard let key = reader.key, !hasForm(reader.exchange.request, key, at: index) else { return }
    throw TapeTextReader.stale(place)
      .error(line: number(of: places[index].request.lowerBound, in: tape), of: tapePath)
  }

  private func hasForm(_ request: Exchange.Request, _ key: String, at index: Int) -> Bool {
    func computed(_ known: IDSearch) -> String {
      RequestForm(request, below: base, known: known).key
    }
    // Only ids that came before count; those that come later hardly ever stand in the request.
    return computed(known) == key
      || computed(IDSearch(clientIDs.prefix { $0.first < index }.map { $0.id })) == key
  }

  private var tapePath: String { place.file("tape.jsonl") }

  /// Reads the JSON of a line; what is wrong with it becomes an error that names it.
  private func parsed<Value>(
    _ text: [UInt8], _ range: Range<Int>, _ file: String,
    _ read: (JSONNode) throws -> Value
  ) throws(CassetteError) -> Value {
    do {
      guard let node = JSONNode.parse(text, in: range) else { throw LineFault("is not valid JSON") }
      return try read(node)
    } catch {
      let fault = error as? LineFault ?? LineFault("cannot be read")
      throw fault.error(line: number(of: range.lowerBound, in: text), of: place.file(file))
    }
  }

  private func number(of position: Int, in text: [UInt8]) -> Int {
    1 + text[..<position].count { $0 == 0x0a }
  }
}

extension CassetteFolder {
  /// The text looked through for its lines; nil when it has to be read whole.
  func indexText() throws -> IndexedText? {
    let (tape, timing) = try texts()
    return IndexedText(tape: tape, timing: timing, place: TapePlace(folder: self))
  }
}
