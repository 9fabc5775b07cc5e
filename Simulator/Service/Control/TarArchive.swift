/// A tar archive, in the ustar form of POSIX.1-1988.
struct TarArchive {
  /// How long a path may be: a folder of up to 155 bytes and a name of up to 100.
  struct PathTooLong: Error, CustomStringConvertible {
    var path: String
    var description: String { "The path \(path) is too long for an archive." }
  }

  private static let blockBytes = 512
  private var bytes: [UInt8] = []

  /// The archive with its end.
  var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 2 * Self.blockBytes) }

  /// - Parameter path: relative, with slashes.
  mutating func add(_ path: String, _ content: [UInt8]) throws(PathTooLong) {
    var header = [UInt8](repeating: 0, count: Self.blockBytes)
    let (prefix, name) = try Self.split(path)
    func put(_ text: some Collection<UInt8>, at offset: Int) {
      header.replaceSubrange(offset..<offset + text.count, with: text)
    }
    func put(octal value: Int, at offset: Int, digits: Int) {
      let text = String(value, radix: 8)
      put((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8, at: offset)
    }
    put(name, at: 0)
    put(octal: 0o644, at: 100, digits: 7)
    put(octal: 0, at: 108, digits: 7)
    put(octal: 0, at: 116, digits: 7)
    put(octal: content.count, at: 124, digits: 11)
    // No time: the same content gives the same archive.
    put(octal: 0, at: 136, digits: 11)
    put("        0".utf8, at: 148)
    put("ustar\u{0}00".utf8, at: 257)
    put(prefix, at: 345)
    put(octal: header.reduce(0) { $0 + Int($1) }, at: 148, digits: 6)
    header[154] = 0
    bytes += header + content
    let rest = content.count % Self.blockBytes
    if rest > 0 { bytes += [UInt8](repeating: 0, count: Self.blockBytes - rest) }
  }

  private static func split(
    _ path: String
  ) throws(PathTooLong) -> (prefix: [UInt8], name: [UInt8]) {
    let all = Array(path.utf8)
    if all.count <= 100 { return ([], all) }
    for slash in all.indices where all[slash] == UInt8(ascii: "/") {
      if slash <= 155, all.count - slash - 1 <= 100 {
        return (Array(all[..<slash]), Array(all[(slash + 1)...]))
      }
    }
    throw PathTooLong(path: path)
  }
}
