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
package final class RawServer: Sendable {
  /// What happens on the `index`-th connection, counted from 0. It closes when the script returns.
  package typealias Script = @Sendable (_ connection: RawConnection, _ index: Int) -> Void

  package let port: Int
  private let descriptor: Int32
  private let log = Locked<[String]>([])

  package init(_ script: @escaping Script) {
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
    SystemThread.start { Self.accept(on: listener, log, script) }
  }

  /// Wakes the accepting thread, which closes the descriptor: nobody else may get its number while
  /// that thread can still use it.
  deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

  package var authority: String { "127.0.0.1:\(port)" }

  /// The heads of the requests that scripts have read, in order.
  package var requests: [String] { log.withLock { $0 } }

  private static func accept(
    on listener: Int32, _ log: Locked<[String]>, _ script: @escaping Script
  ) {
    var index = 0
    while true {
      let descriptor = posixAccept(listener, nil, nil)
      guard descriptor >= 0 else {
        _ = posixClose(listener)
        return
      }
      let number = index
      index += 1
      SystemThread.start {
        let connection = RawConnection(descriptor, log)
        script(connection, number)
        connection.close()
      }
    }
  }
}
