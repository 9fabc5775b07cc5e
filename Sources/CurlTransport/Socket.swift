#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The port of this end of a connection; nil for what is not a TCP socket.
func localPort(of socket: Int32) -> Int? {
  var address = sockaddr_storage()
  var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
  return withUnsafeMutablePointer(to: &address) { storage in
    let result = storage.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      getsockname(socket, $0, &length)
    }
    guard result == 0 else { return nil }
    switch Int32(storage.pointee.ss_family) {
    case AF_INET:
      return storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        Int(UInt16(bigEndian: $0.pointee.sin_port))
      }
    case AF_INET6:
      return storage.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        Int(UInt16(bigEndian: $0.pointee.sin6_port))
      }
    default: return nil
    }
  }
}

/// What has arrived on a socket and was not read, up to ``EarlyAnswer/limitBytes``. Never waits.
func leftover(of socket: Int32) -> [UInt8] {
  let limit = EarlyAnswer.limitBytes
  return [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
    count = 0
    while count < limit, let start = buffer.baseAddress {
      let received = recv(socket, start + count, limit - count, Int32(MSG_DONTWAIT))
      guard received > 0 else { return }
      count += received
    }
  }
}

/// `close`, under a name that no method hides.
func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
