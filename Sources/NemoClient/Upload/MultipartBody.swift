import NemoHTTP
import NemoTime

/// One file as `multipart/form-data`, RFC 7578, read from its store while it is sent.
struct MultipartBody: Sendable {
  /// How much of the file is in memory at a time.
  static let chunkBytes = 64 << 10

  let boundary: String
  private let file: UploadCheck
  private let files: any FileStore
  private let head: [UInt8]
  private let tail: [UInt8]

  init(_ file: UploadCheck, in files: any FileStore, entropy: any Entropy) {
    self.file = file
    self.files = files
    // 128 random bits: no file can be prepared to contain it.
    boundary = "nemo-" + entropy.hexadecimal(32)
    let name = Self.escaped(file.name)
    // The field is `files`, contract section 11.
    head = Array(
      """
      --\(boundary)\r
      Content-Disposition: form-data; name="files"; filename="\(name)"\r
      Content-Type: \(file.mediaType)\r
      \r

      """.utf8)
    tail = Array("\r\n--\(boundary)--\r\n".utf8)
  }

  var lengthBytes: Int { head.count + file.sizeBytes + tail.count }

  /// - Parameter progress: called with the bytes of the file that were handed to the transport.
  func body(progress: @escaping @Sendable (_ sentBytes: Int) -> Void) -> HTTPBody {
    HTTPBody(length: lengthBytes) {
      let reading = Locked(Reading())
      return {
        try Task.checkCancellation()
        return try next(reading, progress)
      }
    }
  }

  private struct Reading: Sendable {
    var reader: (any FileReader)?
    var isBegun = false
    var isEnded = false
    var fileBytes = 0
  }

  private func next(
    _ reading: Locked<Reading>, _ progress: @Sendable (Int) -> Void
  ) throws -> BodyChunk? {
    let (chunk, sent) = try reading.withLock { reading in
      (try next(&reading), reading.fileBytes)
    }
    if chunk != nil { progress(sent) }
    return chunk.map { BodyChunk($0) }
  }

  private func next(_ reading: inout Reading) throws -> [UInt8]? {
    if !reading.isBegun {
      reading.isBegun = true
      reading.reader = try readable { try files.reader(of: file.path) }
      return head
    }
    let rest = file.sizeBytes - reading.fileBytes
    if rest > 0 {
      let bytes = try readable {
        try reading.reader?.read(upTo: min(rest, Self.chunkBytes)) ?? []
      }
      guard !bytes.isEmpty else { throw unreadable("the file became shorter") }
      reading.fileBytes += bytes.count
      return bytes
    }
    guard !reading.isEnded else { return nil }
    reading.isEnded = true
    reading.reader = nil
    return tail
  }

  private func readable<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as FileFailure {
      throw unreadable(failure.operation)
    }
  }

  private func unreadable(_ detail: String) -> TransportFailure {
    TransportFailure(.unreadableBody, sent: .possibly, detail: detail)
  }

  /// As browsers and curl write a file name into a header: raw UTF-8, but for what ends it.
  private static func escaped(_ name: String) -> String {
    var escaped = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": escaped += "%22"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
