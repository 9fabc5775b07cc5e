import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A server that does to its connections what a script says, byte for byte, on loopback.
///
/// Every connection gets a thread, because a script blocks. A test's server ends with the test.
final class RawServer: Sendable {
  /// What happens on the `index`-th connection, counted from 0. It closes when the script returns.
  typealias Script = @Sendable (_ connection: RawConnection, _ index: Int) -> Void

  let port: Int
  private let descriptor: Int32
  private let log = Locked<[String]>([])

  init(_ script: @escaping Script) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = descriptor
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) | getsockname(listener, $0, &length) | listen(listener, 512)
      }
    }
    precondition(result == 0, "no port on loopback: error \(errno)")
    port = Int(UInt16(bigEndian: address.sin_port))
    let log = log
    startThread { Self.accept(on: listener, log, script) }
  }

  /// Wakes the accepting thread, which closes the descriptor: nobody else may get its number while
  /// that thread can still use it.
  deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

  var authority: String { "127.0.0.1:\(port)" }

  /// The heads of the requests that scripts have read, in order.
  var requests: [String] { log.withLock { $0 } }

  private static func accept(
    on listener: Int32, _ log: Locked<[String]>, _ script: @escaping Script
  ) {
    var index = 0
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else {
        _ = Glibc.close(listener)
        return
      }
      let number = index
      index += 1
      startThread {
        let connection = RawConnection(descriptor, log)
        script(connection, number)
        connection.close()
      }
    }
  }
}

/// A server's end of a connection. Used by the thread of its script only.
final class RawConnection {
  private let descriptor: Int32
  private let log: Locked<[String]>
  private var isClosed = false
  private var unread: [UInt8] = []

  init(_ descriptor: Int32, _ log: Locked<[String]>) {
    self.descriptor = descriptor
    self.log = log
  }

  /// Reads a head and the body that its `Content-Length` tells. Nil when the client has left.
  @discardableResult func readRequest() -> String? {
    guard let head = readHead() else { return nil }
    let length = head.lowercased().split(separator: "\r\n")
      .first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
    guard let body = readBytes(length ?? 0) else { return nil }
    return head + body
  }

  /// Reads up to the empty line after a head.
  @discardableResult func readHead() -> String? {
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

  func readBytes(_ count: Int) -> String? {
    while unread.count < count { guard fill() else { return nil } }
    defer { unread.removeFirst(count) }
    return String(decoding: unread[..<count], as: UTF8.self)
  }

  /// Throws away `count` bytes; false when the client leaves before.
  func skip(_ count: Int) -> Bool {
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
  func read(through mark: String) -> String? {
    var text = ""
    while let byte = readBytes(1) {
      text += byte
      if text.hasSuffix(mark) { return String(text.dropLast(mark.count)) }
    }
    return nil
  }

  /// Throws away what comes until the client leaves; returns how much it was.
  func readToEnd() -> Int {
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
  @discardableResult func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult func write(_ bytes: [UInt8]) -> Bool {
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
  func writeUntilBlocked(_ bytes: [UInt8], milliseconds: Int32) -> Int {
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

  /// Waits until the client's kernel has everything that was written.
  func waitUntilTaken() {
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
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    _ = Glibc.close(descriptor)
  }
}

/// Something that happens once. Scripts wait for it on their threads, tests without blocking one.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Locked(State())

  func open() {
    let waiters = state.withLockAndSignal { state in
      state.isOpen = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  func block() { state.waiting { $0.isOpen ? () : nil } }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiters.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}

private func startThread(_ main: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let main: @Sendable () -> Void
    init(_ main: @escaping @Sendable () -> Void) { self.main = main }
  }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(main)).toOpaque()
  let result = pthread_create(
    &thread, nil,
    {
      Unmanaged<Box>.fromOpaque($0!).takeRetainedValue().main()
      return nil
    }, box)
  precondition(result == 0, "no thread: error \(result)")
  pthread_detach(thread)
}
