/// How a render is doing, contract section 12.2.
public struct RenderStatus: Sendable, Hashable {
  /// The render's id; nil when the backend does not repeat it.
  public var id: String?
  public var status: Status
  /// In percent, 0...100.
  public var progress: Double?
  /// Where the file is. May still be missing when the status is `completed`.
  public var outputURL: String?
  /// How large the file is, in bytes, where the backend says so.
  public var outputBytes: Int?
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
    outputBytes: Int? = nil, error: String? = nil
  ) {
    self.id = id
    self.status = status
    self.progress = progress
    self.outputURL = outputURL
    self.outputBytes = outputBytes
    self.error = error
  }

  /// Reads the answer to a submit or a poll, in either form and either envelope.
  ///
  /// A submit that is answered without a status counts as pending (section 12.1).
  ///
  /// - Throws: ``BackendRefusal``, ``UnexpectedAnswer``.
  package init(
    of endpoint: Endpoint = .renderStatus, status: Int, body: [UInt8]
  ) throws {
    let payload = try ResponseInterpreter.payload(of: endpoint, status: status, body: body)
    let outputURL = Self.outputURL(payload.value) ?? Self.outputURL(payload.document.value)
    let word = payload["status"]?.string?.lowercased()
    let fallback: Status? = endpoint == .submitRender ? .pending : outputURL.map { _ in .completed }
    guard let known = word.map(Status.init(rawValue:)) ?? fallback else {
      throw UnexpectedAnswer(endpoint, httpStatus: status, detail: "no status")
    }
    self.init(
      id: Self.identifier(payload), status: known,
      progress: payload["progress"]?.double.map { min(max($0, 0), 100) }, outputURL: outputURL,
      outputBytes: Self.outputBytes(payload.value) ?? Self.outputBytes(payload.document.value),
      error: known == .failed ? ResponseInterpreter.message(in: payload.value) : nil)
  }

  /// `id` when nested, `taskId` when flat (section 12.2).
  private static func identifier(_ payload: ResponseInterpreter.Payload) -> String? {
    (payload["id"] ?? payload["taskId"] ?? payload["task_id"])?.identifier
  }

  /// In the flat form alone (section 12.2).
  private static func outputBytes(_ level: JSONValue) -> Int? {
    level["output"]?["size"]?.integer.flatMap(Int.init(exactly:)).flatMap { $0 > 0 ? $0 : nil }
  }

  /// Every documented place of the URL, at one level (section 12.2).
  private static func outputURL(_ level: JSONValue) -> String? {
    let url = level.first(of: "outputUrl", "output_url") ?? level["output"]?["url"]
    return (url ?? level["output"])?.string.flatMap { $0.isEmpty ? nil : $0 }
  }
}
