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
    self.total = total ?? available + frozen
  }

  package init(status: Int, body: [UInt8]) throws {
    throw BackendRefusal(code: .unspecified, httpStatus: status)
  }
}
