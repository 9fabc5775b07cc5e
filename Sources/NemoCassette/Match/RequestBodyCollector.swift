/// Reads a request's body as it passes and keeps what a tape keeps of it.
///
/// Recorder and replayer use the same one, so that the same body always gives the same content.
struct RequestBodyCollector: Sendable {
  /// Larger bodies are known by digest and size only.
  static let limitBytes = 1 << 20

  private var bytes: [UInt8] = []
  private var digest = Digest()
  private var form: MultipartDigester?

  init(contentType: String?) {
    form = MultipartDigester(contentType: contentType)
  }

  mutating func append(_ chunk: [UInt8]) {
    digest.append(chunk)
    form?.append(chunk)
    guard form == nil, digest.sizeBytes <= Self.limitBytes else {
      bytes = []
      return
    }
    bytes += chunk
  }

  var content: BodyContent {
    if let form {
      if let parts = form.result { return .form(parts) }
      return digest.sizeBytes == 0 ? .empty : omitted
    }
    return digest.sizeBytes <= Self.limitBytes ? .bytes(bytes) : omitted
  }

  private var omitted: BodyContent {
    .omitted(sha256: digest.hexadecimal, sizeBytes: digest.sizeBytes)
  }
}
