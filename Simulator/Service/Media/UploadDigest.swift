import Crypto
import NemoSimulator

/// What is learnt of a file while its bytes pass.
struct UploadDigest {
  private var hash = SHA256()
  private var sizeBytes = 0
  private var firstBytes: [UInt8] = []

  mutating func update(_ bytes: [UInt8]) {
    hash.update(data: bytes)
    sizeBytes += bytes.count
    if firstBytes.count < firstBytesLimit {
      firstBytes += bytes.prefix(firstBytesLimit - firstBytes.count)
    }
  }

  var facts: MediaFacts {
    MediaFacts(
      digest: hexadecimal(hash.finalize()), sizeBytes: sizeBytes, firstBytes: firstBytes,
      probe: nil)
  }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// A name for a render's file that is safe in any folder: clients choose the ids.
func fileName(ofRender id: String) -> String {
  let isSafe =
    (1...100).contains(id.utf8.count) && id.first != "."
    && id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
  return isSafe ? "\(id).mp4" : "sha256-\(hexadecimal(SHA256.hash(data: Array(id.utf8)))).mp4"
}
