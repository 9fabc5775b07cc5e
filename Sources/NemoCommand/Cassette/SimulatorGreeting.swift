import HTTPTypes
import NemoHTTP
import NemoTime

/// Asks a backend whether it is the simulator of this package.
enum SimulatorGreeting {
  private static let path = "/__sim/v1/health"
  private static let limitBytes = 4 << 10
  private static let limits = LimitedTransport.Limits(idle: .seconds(2), total: .seconds(2))

  /// False when nothing answers, or something else.
  ///
  /// - Parameter address: a base URL, such as `http://127.0.0.1:8787`.
  static func isSimulator(at address: String, over transport: any HTTPTransport) async -> Bool {
    let parts = address.split(separator: "/", maxSplits: 2)
    guard parts.count >= 2 else { return false }
    let limited = LimitedTransport(transport, limits: limits, time: RealTime())
    let head = HTTPRequest(
      method: .get, scheme: String(parts[0].dropLast()), authority: String(parts[1]), path: path)
    guard let answer = try? await limited.send(TransportRequest(head: head)),
      answer.head.status == .ok, let body = try? await answer.body.collect(upTo: limitBytes)
    else { return false }
    return String(decoding: body, as: UTF8.self).contains("\"nemo-simulator\"")
  }
}
