/// The hosts that an answer names.
enum HARLinks {
  private static let longestHost = 300

  /// Scheme and host of every absolute URL in the answer's `Location` and, if wanted, its body.
  static func origins(in response: Exchange.Response, withBody: Bool) -> Set<String> {
    var origins = response.header("Location").map { self.origins(in: Array($0.utf8)) } ?? []
    if withBody, case .bytes(let bytes) = response.body {
      origins.formUnion(self.origins(in: bytes))
    }
    return origins
  }

  private static func origins(in bytes: [UInt8]) -> Set<String> {
    var origins: Set<String> = []
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "h")) {
      position = start + 1
      guard let (scheme, host) = url(bytes[start...]) else { continue }
      let name = bytes[host...].prefix(longestHost).prefix(while: isHostByte)
      if !name.isEmpty {
        origins.insert(scheme + String(decoding: name, as: UTF8.self).lowercased())
      }
      position = name.endIndex
    }
    return origins
  }

  /// JSON may write the slashes with a backslash before them.
  private static func url(_ rest: ArraySlice<UInt8>) -> (scheme: String, host: Int)? {
    for scheme in ["https://", "http://"] {
      for spelling in [scheme, scheme.split(separator: "/").joined() + "\\/\\/"]
      where rest.starts(with: spelling.utf8) {
        return (scheme, rest.startIndex + spelling.utf8.count)
      }
    }
    return nil
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    SecretScanner.isTokenByte(byte) || ".:[]".utf8.contains(byte)
  }
}
