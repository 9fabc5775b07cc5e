/// One exchange of a capture, not redacted and without a name.
struct HARExchange {
  /// Counted from 1, as it stands in the archive.
  var number: Int
  /// Since 1970.
  var startMicroseconds: Int64
  /// What the browser asked for, such as `script`.
  var resourceType: String
  var exchange: Exchange
}

/// Reads entries one after the other.
struct HARReader {
  private(set) var exchanges: [HARExchange] = []
  var notes = HARNotes()
  private let limits = RecordingLimits()
  /// Longer than servers take.
  private static let urlLimitBytes = 64 << 10
  private var count = 0

  /// Reads the next entry, which stands at a place of the archive.
  ///
  /// - Throws: what `files` throws.
  mutating func read(
    _ archive: [UInt8], _ range: Range<Int>, _ files: (String) throws -> [UInt8]?
  ) throws {
    count += 1
    guard let entry = HAREntry(archive, range), let method = entry.method, let url = entry.url,
      url.utf8.count <= Self.urlLimitBytes
    else {
      return notes.add(.unreadable, count)
    }
    if let remark = Self.reasonToLeaveOut(entry, method, url) { return notes.add(remark, count) }
    let request = try request(entry, method, url, files)
    let date = entry["startedDateTime"]?.text.flatMap { HARDate.microseconds($0) }
    if date == nil { notes.add(.noDate, count) }
    let start = date ?? exchanges.last?.startMicroseconds ?? 0
    let times = HARTimes(entry)
    let response = try response(entry, method, start, times, files)
    if response == nil, entry.failure.isEmpty { notes.add(.pending, count) }
    let end = HAREnd.end(entry.failure, hasHead: response != nil, at: times.end)
    exchanges.append(
      HARExchange(
        number: count, startMicroseconds: start,
        resourceType: entry["_resourceType"]?.text ?? "",
        exchange: Exchange(id: "", request: request, response: response, end: end)))
  }

  private static func reasonToLeaveOut(
    _ entry: HAREntry, _ method: String, _ url: String
  ) -> HARNotes.Remark? {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    if ["ws", "wss"].contains(scheme) || entry["_webSocketMessages"]?.elements?.isEmpty == false
      || entry["_resourceType"]?.text == "websocket"
    {
      return .webSocket
    }
    guard ["http", "https"].contains(scheme) else { return .notHTTP }
    if method == "CONNECT" { return .tunnel }
    if isPreflight(entry, method) { return .preflight }
    return entry.status == nil && HAREnd.isBlocked(entry.failure) ? .blocked : nil
  }

  /// Fetch Standard, section 4.8: a preflight names the method that it asks for.
  private static func isPreflight(_ entry: HAREntry, _ method: String) -> Bool {
    method == "OPTIONS"
      && entry.headers(entry.request).first("Access-Control-Request-Method") != nil
  }

  private mutating func request(
    _ entry: HAREntry, _ method: String, _ url: String, _ files: (String) throws -> [UInt8]?
  ) throws -> Exchange.Request {
    let headers = entry.headers(entry.request)
    let body = HARRequestBody(entry, number: count, headers: headers)
    return Exchange.Request(
      method: method, url: url, headers: headers + body.missingHeaders,
      body: try body.content(&notes, files))
  }

  private mutating func response(
    _ entry: HAREntry, _ method: String, _ start: Int64, _ times: HARTimes,
    _ files: (String) throws -> [UInt8]?
  ) throws -> Exchange.Response? {
    guard let status = entry.status else { return nil }
    let headers = entry.headers(entry.response)
    let mimeType = entry.response?["content"]?["mimeType"]?.text
    let known = ["", "x-unknown"].contains(mimeType ?? "") ? nil : mimeType
    let contentType = headers.first("content-type") ?? known
    let body = HARResponseBody(entry: entry, number: count, method: method, status: status)
    let bytes = try body.bytes(contentType: contentType, &notes, files)
    let source = HAREventSource(entry, startMicroseconds: start, times: times)
    var response = Exchange.Response(status: status, at: times.head)
    if let stream = stream(bytes, source, contentType, times) {
      (response.body, response.cuts) = stream
    } else {
      let expected = body.expectedBytes(headers)
      response.body = stored(bytes, expected: expected)
      response.cuts = Self.cuts(of: response.body.sizeBytes, at: times.end)
    }
    let type = source == nil ? contentType : contentType ?? "text/event-stream"
    response.headers = body.headers(
      headers, bodyBytes: response.body.sizeBytes, contentType: type)
    return response
  }

  private mutating func stored(_ bytes: [UInt8]?, expected: Int) -> BodyContent {
    guard let bytes else {
      guard expected > 0 else { return .empty }
      notes.add(.missingBody, count)
      return .omitted(sha256: "", sizeBytes: expected)
    }
    return bytes.count <= limits.storedBodyBytes
      ? .bytes(bytes) : .omitted(sha256: Digest.of(bytes), sizeBytes: bytes.count)
  }

  /// A stream of events: its own bytes where the capture has them, else what its messages say.
  private mutating func stream(
    _ bytes: [UInt8]?, _ source: HAREventSource?, _ contentType: String?, _ times: HARTimes
  ) -> (BodyContent, [Exchange.Cut])? {
    guard source != nil || HeaderRules.isEventStream(contentType) else { return nil }
    if let bytes, !bytes.isEmpty {
      guard bytes.count <= limits.eventStreamBytes else { return nil }
      let events = EventSplitter.split(bytes)
      if let cuts = source?.cuts(of: events) { return (.bytes(bytes), cuts) }
      if events.count > 1 { notes.add(.spreadEvents, count) }
      return (.bytes(bytes), Self.spread(events, times))
    }
    guard let (rebuilt, cuts) = source?.rebuilt(), rebuilt.count <= limits.eventStreamBytes else {
      return nil
    }
    notes.add(.rebuiltEvents, count)
    return (.bytes(rebuilt), cuts)
  }

  private static func spread(_ events: [[UInt8]], _ times: HARTimes) -> [Exchange.Cut] {
    let step = (times.end - times.head) / events.count
    return events.enumerated().map { index, event in
      Exchange.Cut(length: event.count, at: (times.head + step * (index + 1)).onTape)
    }
  }

  private static let cutBytes = 1 << 20

  /// A capture does not say how a body came, only when it was there.
  private static func cuts(of sizeBytes: Int, at: Duration) -> [Exchange.Cut] {
    stride(from: 0, to: sizeBytes, by: cutBytes).map {
      Exchange.Cut(length: min(cutBytes, sizeBytes - $0), at: at)
    }
  }
}
