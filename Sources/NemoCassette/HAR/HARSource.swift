import NemoHTTP

/// Where an archive is read from: a file with others beside it, or a zip.
struct HARSource {
  /// Of the archive, of each body in a file of its own, and of a zip before it is unpacked.
  static let fileLimitBytes = 256 << 20

  private let store = DiskFileStore()
  private let folder: String
  private var zip: ZipArchive?
  private var archive: [UInt8]

  /// - Throws: ``CassetteError``.
  init(path: String) throws {
    let slash = path.lastIndex(of: "/")
    folder = slash.map { String(path[...$0]) } ?? ""
    let bytes = try Self.bytes(of: path, store)
    guard ZipArchive.isArchive(bytes) || !path.lowercased().hasSuffix(".zip") else {
      throw CassetteError(
        .unreadable, "\(path) is no zip archive, whatever its name says. Save the capture again.")
    }
    if ZipArchive.isArchive(bytes) {
      var zip = try ZipArchive(bytes)
      archive = try Self.archive(in: &zip)
      self.zip = zip
    } else {
      archive = Self.unpacked(bytes) ?? bytes
    }
  }

  /// The text of the archive; once.
  mutating func takeArchive() -> [UInt8] {
    defer { archive = [] }
    return archive
  }

  /// The content of a body's file. Beside an archive only names below its folder are looked up.
  mutating func file(_ name: String) throws -> [UInt8]? {
    if zip != nil { return try zip?.read(name) }
    guard Self.staysBelow(name), store.exists(folder + name) else { return nil }
    return try Self.bytes(of: folder + name, store)
  }

  private static func archive(in zip: inout ZipArchive) throws -> [UInt8] {
    let names = zip.names.filter { $0.hasSuffix(".har") }
    let name = names.contains("har.har") ? "har.har" : names.count == 1 ? names[0] : nil
    guard let name, let bytes = try zip.read(name) else {
      throw CassetteError(
        .unreadable,
        "The zip archive holds \(names.count) files that end in .har. Pack one, or name it har.har."
      )
    }
    return bytes
  }

  /// mitmproxy's `.zhar` is a zlib stream, RFC 1950; nil for anything else.
  private static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count > 2, bytes[0] == 0x78, (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0 else {
      return nil
    }
    return Inflate.inflate(bytes[2...], limitBytes: fileLimitBytes)
  }

  private static func staysBelow(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return !name.utf8.contains(0) && !name.contains("\\")
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  private static func bytes(of path: String, _ store: DiskFileStore) throws -> [UInt8] {
    do {
      guard try store.size(of: path) <= fileLimitBytes else {
        throw CassetteError(
          .unreadable,
          "\(path) is larger than \(fileLimitBytes >> 20) MiB. Capture a shorter journey.")
      }
      return try store.bytes(of: path)
    } catch let failure as FileFailure {
      throw CassetteError(
        failure.code == .notFound ? .notFound : .unreadable, failure.description)
    }
  }
}
