import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime

/// Reads a request's body as far as its admission allows; files go to the media store.
struct RequestIntake {
  /// The longest field of a form that is no file, in bytes.
  static let fieldLimit = 1 << 20

  var media: any MediaStore
  var prober: any MediaProber
  var time: any TimeSource

  /// - Throws: what reading the body throws.
  func read(_ body: HTTPBody, contentType: String?, limit: Int) async throws -> BodyFacts {
    let type = HeaderParameters(contentType ?? "")
    if type.value.hasPrefix("multipart/") {
      return try await readForm(body, boundary: type["boundary"] ?? "", limit: limit)
    }
    return try await readBytes(body, limit: limit)
  }

  /// The body of a request that is all in memory and no form; nil for one that has to be read.
  static func bytesAtHand(_ request: TransportRequest) -> [UInt8]? {
    guard let bytes = request.body.bytesAtHand else { return nil }
    let type = request.head.headerFields[.contentType]
    return type.map { HeaderParameters($0).value.hasPrefix("multipart/") } ?? false ? nil : bytes
  }

  private func readBytes(_ body: HTTPBody, limit: Int) async throws -> BodyFacts {
    if let length = body.length, length > limit { return .tooLarge(limit: limit) }
    var bytes: [UInt8] = []
    for try await chunk in body {
      guard bytes.count + chunk.bytes.count <= limit else { return .tooLarge(limit: limit) }
      bytes += chunk.bytes
    }
    return BodyFacts(bytes, limit: limit)
  }

  private func readForm(_ body: HTTPBody, boundary: String, limit: Int) async throws -> BodyFacts {
    do {
      var parser = try MultipartParser(boundary: boundary)
      var form = Form(media: media)
      var count = 0
      for try await chunk in body {
        count += chunk.bytes.count
        guard count <= limit else { return .tooLarge(limit: limit) }
        for event in try parser.receive(chunk.bytes) { try form.receive(event) }
      }
      try parser.finish()
      return .form(await probed(form.parts))
    } catch let failure as MultipartFailure {
      return .malformed(failure.description)
    } catch let failure as FieldTooLarge {
      return .malformed(failure.description)
    } catch let failure as FileFailure {
      return .malformed("The upload could not be stored. \(failure)")
    }
  }

  /// Probing leaves the executor, so the clock stands still meanwhile.
  private func probed(_ parts: [FormPart]) async -> [FormPart] {
    var parts = parts
    for index in parts.indices {
      guard case .file(var facts) = parts[index].content else { continue }
      facts.probe = await time.withHold("a probe") {
        await prober.probe(.upload(digest: facts.digest), in: media)
      }
      parts[index].content = .file(facts)
    }
    return parts
  }
}

extension BodyFacts {
  /// A whole body that is not multipart.
  init(_ bytes: [UInt8], limit: Int) {
    self = bytes.count > limit ? .tooLarge(limit: limit) : bytes.isEmpty ? .none : .bytes(bytes)
  }
}

private struct FieldTooLarge: Error, CustomStringConvertible {
  let description = "A field of the form that is no file is larger than 1 MiB."
}

/// The parts of a form as they arrive.
private struct Form {
  let media: any MediaStore
  var parts: [FormPart] = []
  private var head = MultipartHead(fields: [])
  private var upload: (any MediaUpload)?
  private var field: [UInt8] = []

  init(media: any MediaStore) { self.media = media }

  mutating func receive(_ event: MultipartParser.Event) throws {
    switch event {
    case .part(let head):
      self.head = head
      upload = head.filename == nil ? nil : try media.beginUpload()
      field = []
    case .bytes(let bytes): try receive(bytes)
    case .partEnd:
      let content: FormPart.Content =
        if let upload { .file(try upload.finish()) } else { .field(field) }
      parts.append(
        FormPart(
          name: head.name, filename: head.filename, contentType: head.contentType,
          content: content))
      upload = nil
    case .end: break
    }
  }

  private mutating func receive(_ bytes: [UInt8]) throws {
    if let upload { return try upload.write(bytes) }
    guard field.count + bytes.count <= RequestIntake.fieldLimit else { throw FieldTooLarge() }
    field += bytes
  }
}
