/// The credits of an account, contract section 4.
public struct Balance: Sendable, Hashable {
  /// What can be spent now. Missing or negative counts as zero.
  public var available: Int64
  /// What running operations hold.
  public var frozen: Int64
  /// The sum of both.
  public var total: Int64

  public init(available: Int64, frozen: Int64, total: Int64? = nil) {
    self.available = available
    self.frozen = frozen
    self.total = total ?? available.addingReportingOverflow(frozen).partialValue
  }

  /// - Throws: ``BackendRefusal``, ``UnexpectedAnswer``.
  package init(status: Int, body: [UInt8]) throws {
    let payload = try ResponseInterpreter.payload(of: .credits, status: status, body: body)
    guard payload["available"] != nil || payload["total"] != nil else {
      throw UnexpectedAnswer(.credits, httpStatus: status, detail: "no balance")
    }
    self.init(
      available: Self.amount(payload["available"]), frozen: Self.amount(payload["frozen"]),
      total: payload["total"].map(Self.amount))
  }

  /// More than any account has: a bound, so that sums cannot overflow.
  private static let maximum: Int64 = 1 << 53

  private static func amount(_ value: JSONValue?) -> Int64 {
    min(max(value?.integer ?? value?.double.map(wholeCredits) ?? 0, 0), maximum)
  }

  private static func wholeCredits(_ value: Double) -> Int64 {
    Int64(exactly: value.rounded(.down)) ?? 0
  }
}
