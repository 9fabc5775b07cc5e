/// Looks into bodies that came compressed although nobody asked for it, RFC 1952.
enum Gzip {
  /// What unpacks to more is not looked into.
  private static let limitBytes = 32 << 20
  private static let headBytes = 10

  /// What a body says that begins as gzip does; nil when it is something else, or cut short.
  static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: [0x1f, 0x8b, 8]), bytes.count > headBytes else { return nil }
    let flags = bytes[3]
    var rest = bytes[headBytes...]
    if flags & 4 != 0 {
      let length = rest.prefix(2).reversed().reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(2 + length)
    }
    // The file's name and a comment, each with a zero behind it, then a check of the head.
    for flag in [8, 16] where flags & UInt8(flag) != 0 { rest = rest.drop { $0 != 0 }.dropFirst() }
    if flags & 2 != 0 { rest = rest.dropFirst(2) }
    return Inflate.inflate(rest, limitBytes: limitBytes)
  }
}
