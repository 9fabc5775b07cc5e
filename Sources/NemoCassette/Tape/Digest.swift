import Crypto

/// A running SHA-256.
struct Digest: Sendable {
  private var hash = SHA256()
  private(set) var sizeBytes = 0

  mutating func append(_ bytes: some Sequence<UInt8>) {
    let handled: Void? = bytes.withContiguousStorageIfAvailable { buffer in
      hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
      sizeBytes += buffer.count
    }
    if handled == nil { append(Array(bytes)) }
  }

  /// In lower-case hexadecimal.
  var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in hash.finalize() {
      text.append(Self.digits[Int(byte >> 4)])
      text.append(Self.digits[Int(byte & 0xf)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  static func of(_ bytes: some Sequence<UInt8>) -> String {
    var digest = Digest()
    digest.append(bytes)
    return digest.hexadecimal
  }

  /// Whether a text is a whole digest: 64 lower-case hexadecimal digits.
  static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy(JSONBytes.isLowerHexadecimal)
  }
}
