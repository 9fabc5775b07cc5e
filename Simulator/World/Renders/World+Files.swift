import HTTPTypes
import NemoTime

extension World {
  /// An uploaded file, at the address that its `cdn_url` has.
  func media(
    _ request: OpenExchange.Request, _ digest: String, _ filename: String
  ) throws(Refusal) -> Plan {
    guard let file = uploads[digest] else {
      throw Refusal(.notFound, "There is no uploaded file at this address.")
    }
    return try FileAnswer(
      reference: .upload(digest: digest), sizeBytes: file.facts.sizeBytes, tag: digest,
      contentType: MediaFormat.contentType(of: filename)
    ).plan(range: request.range, ifRange: request.ifRange)
  }

  /// A rendered file, as a CDN serves it: without a token.
  func renderedFile(_ request: OpenExchange.Request, _ id: String) throws(Refusal) -> Plan {
    guard let job = renders[id] else {
      throw Refusal(.notFound, "There is no render with this id.")
    }
    return try file(of: job, request)
  }

  func file(of job: RenderJob, _ request: OpenExchange.Request) throws(Refusal) -> Plan {
    guard let size = job.sizeBytes(at: now) else {
      throw Refusal(.notFound, "The render is not completed.")
    }
    return try FileAnswer(
      reference: .render(id: job.spec.id), sizeBytes: size,
      tag: "\(PercentCoding.encode(job.spec.id))-\(size)", contentType: "video/mp4"
    ).plan(range: request.range, ifRange: request.ifRange)
  }
}

/// A whole file or a part of it: RFC 9110 section 14.
struct FileAnswer {
  var reference: MediaReference
  var sizeBytes: Int
  var tag: String
  var contentType: String

  func plan(range: String?, ifRange: String?) throws(Refusal) -> Plan {
    var headers: HTTPFields = [
      .contentType: contentType, .acceptRanges: "bytes", .eTag: "\"\(tag)\"",
    ]
    let isCurrent = ifRange.map { $0 == "\"\(tag)\"" } ?? true
    switch isCurrent ? ByteRange(range, of: sizeBytes) : .whole {
    case .whole:
      headers[.contentLength] = String(sizeBytes)
      return Plan(status: 200, headers: headers, body: .media(reference, range: nil))
    case .part(let part):
      headers[.contentLength] = String(part.count)
      headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(sizeBytes)"
      return Plan(status: 206, headers: headers, body: .media(reference, range: part))
    case .notSatisfiable:
      // RFC 9110 section 15.5.17: the answer says how long the file is.
      return Plan(
        status: 416,
        headers: [.contentRange: "bytes */\(sizeBytes)", .contentLength: "0"], body: .bytes([]))
    }
  }
}

/// What a `Range` header asks for. One range is served; other forms are ignored, as RFC 9110
/// section 14.2 allows.
enum ByteRange: Hashable {
  case whole
  case part(Range<Int>)
  case notSatisfiable

  init(_ header: String?, of size: Int) {
    guard let header, header.hasPrefix("bytes="), !header.contains(",") else {
      self = .whole
      return
    }
    let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else {
      self = .whole
      return
    }
    switch (Self.position(ends[0]), Self.position(ends[1])) {
    case (let first?, let last?) where first <= last:
      self = first < size ? .part(first..<min(size - 1, last) + 1) : .notSatisfiable
    case (let first?, nil) where ends[1].isEmpty:
      self = first < size ? .part(first..<size) : .notSatisfiable
    case (nil, let length?) where ends[0].isEmpty:
      self = length > 0 && size > 0 ? .part(max(0, size - length)..<size) : .notSatisfiable
    default: self = .whole
    }
  }

  /// Digits alone, without a sign; beyond what an integer holds it is the end of any file.
  private static func position(_ text: Substring) -> Int? {
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber ? Int(text) ?? .max : nil
  }
}
