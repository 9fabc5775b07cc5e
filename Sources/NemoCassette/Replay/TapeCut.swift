/// An answer that ends earlier than it was recorded, and how.
public struct TapeCut: Sendable, Hashable {
  public var exchangeID: String
  /// How many bytes of the body still come.
  public var atByte: Int
  public var ending: ExchangeEnd.Kind

  public init(_ exchangeID: String, atByte: Int, ending: ExchangeEnd.Kind) {
    self.exchangeID = exchangeID
    self.atByte = atByte
    self.ending = ending
  }
}

extension Tape {
  /// The same tape with one answer that ends early: after `atByte` bytes of its body comes `ending`,
  /// such as ``ExchangeEnd/Kind/short``, at the time of the last byte.
  ///
  /// For playing: a body in a file of its own stays whole there, and is served up to the cut.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/noSuchPlace`` when there is no such
  ///   exchange, no answer in it, or no such byte.
  public func cut(
    _ exchangeID: String, atByte: Int, ending: ExchangeEnd.Kind
  ) throws(CassetteError) -> Tape {
    guard let index = exchanges.firstIndex(where: { $0.id == exchangeID }) else {
      throw CassetteError(
        .noSuchPlace, "The tape has no exchange \(exchangeID). Name one of: \(someIDs).")
    }
    var tape = self
    let cut = TapeCut(exchangeID, atByte: atByte, ending: ending)
    tape.exchanges[index] = try exchanges[index].cut(cut)
    return tape
  }

  private var someIDs: String { exchanges.prefix(10).map { $0.id }.joined(separator: ", ") }
}

extension Exchange {
  /// - Throws: as ``Tape/cut(_:atByte:ending:)``. Another exchange's cut changes nothing.
  func cut(_ cut: TapeCut) throws(CassetteError) -> Exchange {
    guard cut.exchangeID == id else { return self }
    guard var response, (0...response.body.sizeBytes).contains(cut.atByte) else {
      throw CassetteError(
        .noSuchPlace,
        "The answer of \(id) has \(response?.body.sizeBytes ?? 0) bytes and cannot be cut at byte "
          + "\(cut.atByte). Choose a byte within it.")
    }
    response.keep(cut.atByte)
    var exchange = self
    exchange.end = ExchangeEnd(cut.ending, at: response.cuts.last?.at ?? response.at)
    exchange.response = response
    return exchange
  }
}

extension Exchange.Response {
  fileprivate mutating func keep(_ count: Int) {
    var rest = count
    cuts = cuts.compactMap { cut in
      guard rest > 0 else { return nil }
      defer { rest -= min(rest, cut.length) }
      return Exchange.Cut(length: min(rest, cut.length), at: cut.at)
    }
    switch body {
    case .bytes(let bytes): body = .bytes(Array(bytes.prefix(count)))
    // The digest of a part is not known.
    case .omitted: body = .omitted(sha256: "", sizeBytes: count)
    case .stored, .form: break
    }
  }
}

extension CassetteError.Code {
  /// A tape has no such exchange, or its answer no such byte.
  public static let noSuchPlace = CassetteError.Code(rawValue: "no-such-place")
}
