#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import NIOCore

/// What becomes of a connection that a client has made, before a byte of it is read.
public enum ConnectionFate: Sendable, Hashable {
  /// It is served.
  case serve
  /// It is reset: RST.
  case reset
  /// It closes: FIN.
  case close
}

extension AcceptedConnection {
  /// Ends a connection that is not served.
  func turnAway(_ fate: ConnectionFate) async {
    if fate == .reset, let sockets = channel as? any SocketOptionProvider {
      try? await sockets.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    try? await channel.close().get()
  }
}
