import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A server's end of a connection. Used by the thread of its script only.
package final class RawConnection {
  private let descriptor: Int32
  private let log: Locked<[String]>
  private var isClosed = false
  private var unread: [UInt8] = []

  init(_ descriptor: Int32, _ log: Locked<[String]>) {
    self.descriptor = descriptor
    self.log = log
  }

  /// Reads a head and the body that its `Content-Length` tells. Nil when the client has left.
  @discardableResult package func readRequest() -> String? {
    guard let head = readHead() else { return nil }
    let length = head.lowercased().split(separator: "\r\n")
      .first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
    guard let body = readBytes(length ?? 0) else { return nil }
    return head + body
  }

  /// Reads up to the empty line after a head.
  @discardableResult package func readHead() -> String? {
    var end: Int?
    while true {
      end = unread.indices.first { unread[$0...].starts(with: "\r\n\r\n".utf8) }
      if end != nil { break }
      guard fill() else { return nil }
    }
    let head = String(decoding: unread[..<(end! + 4)], as: UTF8.self)
    unread.removeFirst(end! + 4)
    log.withLock { $0.append(head) }
    return head
  }

  package func readBytes(_ count: Int) -> String? {
    while unread.count < count { guard fill() else { return nil } }
    defer { unread.removeFirst(count) }
    return String(decoding: unread[..<count], as: UTF8.self)
  }

  /// Throws away `count` bytes; false when the client leaves before.
  package func skip(_ count: Int) -> Bool {
    var missing = count - unread.count
    unread = []
    while missing > 0 {
      guard fill() else { return false }
      missing -= unread.count
      unread = []
    }
    return missing == 0
  }

  /// Reads until these bytes have come, and returns everything before them.
  package func read(through mark: String) -> String? {
    var text = ""
    while let byte = readBytes(1) {
      text += byte
      if text.hasSuffix(mark) { return String(text.dropLast(mark.count)) }
    }
    return nil
  }

  /// Throws away what comes until the client leaves; returns how much it was.
  package func readToEnd() -> Int {
    var count = unread.count
    unread = []
    while fill() {
      count += unread.count
      unread = []
    }
    return count
  }

  private func fill() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    unread += buffer[..<count]
    return true
  }

  /// False when the client has left.
  @discardableResult package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult package func write(_ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        send(descriptor, $0.baseAddress! + written, bytes.count - written, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  /// How many bytes the client's side takes before writing would block for `milliseconds`.
  package func writeUntilBlocked(_ bytes: [UInt8], milliseconds: Int32) -> Int {
    var total = 0
    while true {
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, milliseconds) > 0 else { return total }
      let count = bytes.withUnsafeBytes {
        send(descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      guard count > 0 else { return total }
      total += count
    }
  }

  /// Lets real time pass between two writes. For tests of pacing alone.
  package func pause(milliseconds: UInt32) { usleep(milliseconds * 1_000) }

  /// Waits until the client's kernel has everything that was written.
  package func waitUntilTaken() {
    var queued: Int32 = 0
    repeat {
      // SIOCOUTQ, under its other name.
      guard ioctl(descriptor, UInt(TIOCOUTQ), &queued) == 0 else { return }
      usleep(1_000)
    } while queued > 0
    // The client's thread takes them from there.
    usleep(20_000)
  }

  /// Closes with a RST in place of a FIN.
  package func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  package func close() {
    guard !isClosed else { return }
    isClosed = true
    _ = posixClose(descriptor)
  }
}
