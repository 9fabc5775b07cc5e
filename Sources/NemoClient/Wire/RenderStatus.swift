/// How a render is doing, contract section 12.2.
public struct RenderStatus: Sendable, Hashable {
  /// The render's id; nil when the backend does not repeat it.
  public var id: String?
  public var status: Status
  /// In percent, 0...100.
  public var progress: Double?
  /// Where the file is. May still be missing when the status is `completed`.
  public var outputURL: String?
  /// Why it failed, in the server's words, free of anything that looks like a token or an id.
  public var error: String?

  /// A word of the backend; it may have others.
  public struct Status: RawRepresentable, Sendable, Hashable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let pending = Status(rawValue: "pending")
    public static let processing = Status(rawValue: "processing")
    public static let completed = Status(rawValue: "completed")
    public static let failed = Status(rawValue: "failed")
  }

  public init(
    id: String? = nil, status: Status, progress: Double? = nil, outputURL: String? = nil,
    error: String? = nil
  ) {
    self.id = id
    self.status = status
    self.progress = progress
    self.outputURL = outputURL
    self.error = error
  }

  /// Reads the answer to a submit or a poll, in either form and either envelope.
  package init(
    of endpoint: Endpoint = .renderStatus, status: Int, body: [UInt8]
  ) throws {
    throw BackendRefusal(code: .unspecified, httpStatus: status)
  }
}
