import NemoClient
import NemoTime

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of the client id that the vendor's own tools use too: a limit on free tokens goes by
/// client id, and two ids on one machine would be two clients (contract sections 1 and 3.3).
///
/// The file holds only the id and is no secret. What is in it and makes no sense is left alone.
package struct ClientIDFile: Sendable {
  package let path: String

  /// The longest id, in bytes (section 2).
  static let maximumBytes = 64

  package init(path: String) {
    self.path = path
  }

  package enum Content: Sendable, Hashable {
    case absent
    case id(String)
    /// Something that is no id, or that can't be read.
    case unusable
  }

  package var content: Content {
    guard access(path, F_OK) == 0 else { return .absent }
    // One that is longer is none, whatever it is.
    guard let size = try? DiskFileStore().size(of: path), size <= 4 * Self.maximumBytes,
      let bytes = try? DiskFileStore().bytes(of: path)
    else { return .unusable }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let id = words.first.map(String.init) else { return .absent }
    return words.count == 1 && Self.isID(id) ? .id(id) : .unusable
  }

  /// Puts an id there, readable by its owner alone.
  ///
  /// - Returns: false when it can't be written, or when something stands there that is no id.
  func save(_ id: String) -> Bool {
    guard content != .unusable, let slash = path.lastIndex(of: "/") else { return false }
    let temporary = "\(path).\(SystemEntropy().hexadecimal(8)).new"
    do {
      try FileManager.default.createDirectory(
        atPath: String(path[..<slash]), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      return false
    }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let line = Array((id + "\n").utf8)
    let isWritten = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    guard isWritten == line.count, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  /// What a header can carry.
  static func isID(_ text: String) -> Bool {
    (1...maximumBytes).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }
}

/// A store whose client id is that of the vendor's own tools on this machine.
struct SharedIDStore: ClientStore {
  let base: any ClientStore
  let file: ClientIDFile?
  /// From `NEMO_CLIENT_ID`; goes before everything and is never stored.
  let given: String?

  func clientID() throws -> String? {
    if let given { return given }
    if case .id(let id)? = file?.content { return id }
    return try base.clientID()
  }

  /// In the store where the file can't be used.
  func save(clientID: String) throws {
    guard given == nil else { return }
    if file?.save(clientID) != true { try base.save(clientID: clientID) }
  }

  func token() throws -> StoredToken? { try base.token() }
  func tokens() throws -> [StoredToken] { try base.tokens() }
  func save(token: StoredToken?) throws { try base.save(token: token) }
  func forgetAccountToken() throws { try base.forgetAccountToken() }
  func lastSession() throws -> StoredSession? { try base.lastSession() }
  func sessions() throws -> [StoredSession] { try base.sessions() }
  func save(session: StoredSession) throws { try base.save(session: session) }
  func save(render: StoredRender) throws { try base.save(render: render) }
  func renders() throws -> [StoredRender] { try base.renders() }
  func forget(render id: String) throws { try base.forget(render: id) }
  func claim(render id: String) throws -> (any RenderClaim)? { try base.claim(render: id) }
}
