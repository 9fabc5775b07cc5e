#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import NemoTime

/// A TCP client that sees the bytes of the wire. Its calls block, so they run on a thread.
package final class RawClient: Sendable {
  package enum Ending: Equatable { case closed, reset, stillOpen }

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// How long a test waits for bytes that must come, in real time.
  package static let patienceSeconds = 120

  package let descriptor: Int32
  package let localPort: Int
  private let isOpen = Locked(true)

  /// - Parameter receiveBufferBytes: a small one makes the server wait for this reader.
  package init(port: Int, receiveBufferBytes: Int32? = nil) throws {
    let local = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    descriptor = local
    if var size = receiveBufferBytes {
      setsockopt(local, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(local, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure(description: "connect: errno \(errno)") }
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(local, $0, &size) }
    }
    localPort = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit { close() }

  package func close() {
    let wasOpen = isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
    if wasOpen { _ = posixClose(descriptor) }
  }

  package func send(_ text: String) throws { try send(Array(text.utf8)) }

  package func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        posixSend(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(description: "send: errno \(errno)") }
      sent += count
    }
  }

  /// What comes until `expected` has come, or the connection ends.
  package func receive(until expected: String) async throws -> String {
    let (bytes, _) = try await onThread { try self.read { $0.hasSuffix(expected) } }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Everything that comes until the connection ends.
  package func receiveAll() async throws -> (text: String, ending: Ending) {
    let (bytes, ending) = try await receiveBytes()
    return (String(decoding: bytes, as: UTF8.self), ending)
  }

  /// As ``receiveAll()``, for bytes that are no text.
  package func receiveBytes() async throws -> (bytes: [UInt8], ending: Ending) {
    try await onThread { try self.read { _ in false } }
  }

  /// Waits for the server's end of the connection, at most `milliseconds`.
  package func ending(withinMilliseconds milliseconds: Int32) async throws -> Ending {
    try await onThread {
      var poll = pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0)
      guard posixPoll(&poll, 1, milliseconds) > 0 else { return .stillOpen }
      return try self.read { _ in false }.ending
    }
  }

  private func read(
    until isEnough: (String) -> Bool
  ) throws -> (bytes: [UInt8], ending: Ending) {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !isEnough(String(decoding: all.suffix(256), as: UTF8.self)) {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard posixPoll(&poll, 1, Int32(Self.patienceSeconds * 1_000)) > 0 else {
        throw Failure(
          description: "nothing more came after: \(String(decoding: all, as: UTF8.self))")
      }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count == 0 { return (all, .closed) }
      if count < 0 { return (all, .reset) }
      all += buffer[..<count]
    }
    return (all, .stillOpen)
  }
}

/// Runs blocking work on a thread of its own, so that it holds up no executor.
package func onThread<Value: Sendable>(
  _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    SystemThread.start { continuation.resume(with: Result(catching: work)) }
  }
}
