#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a multipart body piece by piece (RFC 2046 section 5.1, RFC 7578).
///
/// The pieces may be cut anywhere. Nothing of a part's content is kept but the bytes that may be
/// the beginning of a delimiter.
///
/// ```swift
/// var parser = try MultipartParser(boundary: boundary)
/// for try await chunk in body { for event in try parser.receive(chunk.bytes) { … } }
/// try parser.finish()
/// ```
public struct MultipartParser: Sendable {
  /// What was read.
  public enum Event: Sendable, Hashable {
    /// A part begins.
    case part(MultipartHead)
    /// Bytes of the part that began last; never empty.
    case bytes([UInt8])
    /// The part that began last is complete.
    case partEnd
    /// The closing delimiter. What follows it is ignored.
    case end
  }

  /// What a body may hold before it is refused.
  public struct Limits: Sendable, Hashable {
    /// The longest head of a part, in bytes.
    public var headBytes = 16 << 10
    /// The number of parts.
    public var parts = 1_000
    /// What may come before the first delimiter, in bytes.
    public var preambleBytes = 16 << 10

    public init() {}
  }

  private enum Place {
    case preamble, head, content, epilogue
  }

  private static let lineEnd: [UInt8] = [13, 10]
  private static let headEnd: [UInt8] = [13, 10, 13, 10]
  /// Blanks that a transport may add after a delimiter, RFC 2046 section 5.1.1.
  private static let paddingLimit = 256

  private let limits: Limits
  private let delimiter: [UInt8]
  private var place = Place.preamble
  private var partCount = 0
  private var preambleCount = 0
  /// Not yet read. At first a line end that the body does not have, so that a delimiter at the very
  /// start looks like any other.
  private var pending = Self.lineEnd
  /// How many of the first pending bytes are no content, whatever follows.
  private var foreignCount = Self.lineEnd.count

  /// - Throws: ``MultipartFailure`` unless the boundary has 1 to 70 bytes, RFC 2046 section 5.1.1.
  public init(boundary: String, limits: Limits = Limits()) throws {
    guard (1...70).contains(boundary.utf8.count) else { throw MultipartFailure.noBoundary }
    self.delimiter = Self.lineEnd + Array("--\(boundary)".utf8)
    self.limits = limits
  }

  /// Reads the next piece of the body.
  /// - Throws: ``MultipartFailure``; the parser is of no use afterwards.
  public mutating func receive(_ bytes: [UInt8]) throws -> [Event] {
    guard place != .epilogue else { return [] }
    pending += bytes
    var events: [Event] = []
    while try step(&events) {}
    return events
  }

  /// The body has ended.
  /// - Throws: ``MultipartFailure/truncated`` when the closing delimiter has not come.
  public func finish() throws {
    guard place == .epilogue else { throw MultipartFailure.truncated }
  }

  /// Reads one thing; false when more bytes are needed for it.
  private mutating func step(_ events: inout [Event]) throws -> Bool {
    switch place {
    case .preamble, .content: return try readContent(&events)
    case .head: return try readHead(&events)
    case .epilogue:
      pending = []
      return false
    }
  }

  // MARK: Content

  private mutating func readContent(_ events: inout [Event]) throws -> Bool {
    let found = findDelimiter()
    try pass(found.start, &events)
    guard let kind = found.kind else {
      pending.removeFirst(found.start)
      return false
    }
    pending.removeFirst(found.end)
    if place == .content { events.append(.partEnd) }
    if kind == .last {
      place = .epilogue
      events.append(.end)
    } else {
      // With it, a part without any head looks like the others.
      pending.insert(contentsOf: Self.lineEnd, at: 0)
      place = .head
    }
    return true
  }

  private mutating func pass(_ count: Int, _ events: inout [Event]) throws {
    guard count > 0 else { return }
    let content = pending[foreignCount..<count]
    foreignCount = 0
    if place == .preamble {
      preambleCount += content.count
      guard preambleCount <= limits.preambleBytes else { throw MultipartFailure.noDelimiter }
    } else if !content.isEmpty {
      events.append(.bytes(Array(content)))
    }
  }

  private enum DelimiterKind { case inner, last }

  /// The next delimiter, or (without a kind) where the bytes begin that may yet become one.
  private func findDelimiter() -> (start: Int, end: Int, kind: DelimiterKind?) {
    var from = 0
    while let start = pending.firstCarriageReturn(from: from) {
      switch candidate(at: start) {
      case .match(let end, let kind): return (start, end, kind)
      case .undecided: return (start, start, nil)
      case .mismatch: from = start + 1
      }
    }
    return (pending.count, pending.count, nil)
  }

  private enum Candidate {
    case match(end: Int, DelimiterKind)
    case mismatch, undecided
  }

  private func candidate(at start: Int) -> Candidate {
    let compared = min(delimiter.count, pending.count - start)
    for offset in 0..<compared where pending[start + offset] != delimiter[offset] {
      return .mismatch
    }
    guard compared == delimiter.count else { return .undecided }
    return tail(at: start + compared)
  }

  /// After the boundary: `--` for the last one, or blanks and a line end. Anything else is content
  /// that only begins like a delimiter.
  private func tail(at start: Int) -> Candidate {
    let rest = pending[start...]
    if rest.starts(with: [45, 45]) { return .match(end: start + 2, .last) }
    if rest.elementsEqual([45]) { return .undecided }
    let padding = rest.prefix { $0 == 32 || $0 == 9 }.count
    if padding > Self.paddingLimit { return .mismatch }
    let end = rest.dropFirst(padding)
    if end.starts(with: Self.lineEnd) { return .match(end: start + padding + 2, .inner) }
    return end.isEmpty || end.elementsEqual([13]) ? .undecided : .mismatch
  }

  // MARK: Heads

  private mutating func readHead(_ events: inout [Event]) throws -> Bool {
    guard let end = pending.firstIndex(of: Self.headEnd) else {
      guard pending.count <= limits.headBytes else { throw MultipartFailure.headTooLarge }
      return false
    }
    guard end <= limits.headBytes else { throw MultipartFailure.headTooLarge }
    partCount += 1
    guard partCount <= limits.parts else { throw MultipartFailure.tooManyParts }
    events.append(.part(MultipartHead(lines: pending[min(2, end)..<end])))
    // The line end that closes the head may open a delimiter: a part without content.
    pending.removeFirst(end + 2)
    foreignCount = Self.lineEnd.count
    place = .content
    return true
  }
}

extension [UInt8] {
  /// Where the next carriage return is.
  fileprivate func firstCarriageReturn(from start: Int) -> Int? {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, start < bytes.count,
        let found = memchr(base + start, 13, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Where `pattern` begins, which begins with a carriage return.
  fileprivate func firstIndex(of pattern: [UInt8]) -> Int? {
    var from = 0
    while let start = firstCarriageReturn(from: from) {
      if self[start...].starts(with: pattern) { return start }
      from = start + 1
    }
    return nil
  }
}
