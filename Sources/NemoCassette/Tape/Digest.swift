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
    let bytes = hash.finalize()
    return String(unsafeUninitializedCapacity: 2 * SHA256.byteCount) { text in
      var count = 0
      for byte in bytes {
        text[count] = Self.digits[Int(byte >> 4)]
        text[count + 1] = Self.digits[Int(byte & 0xf)]
        count += 2
      }
      return count
    }
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
