import HTTPTypes
import NemoHTTP
import NemoTime

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Asks a backend whether it is the simulator of this package.
enum SimulatorGreeting {
  private static let path = "/__sim/v1/health"
  private static let limitBytes = 4 << 10
  private static let limits = LimitedTransport.Limits(idle: .seconds(2), total: .seconds(2))

  /// Only what runs on this machine is asked. False when nothing answers, or something else.
  static func isSimulator(at address: String, over transport: any HTTPTransport) async -> Bool {
    let parts = address.split(separator: "/", maxSplits: 2)
    guard parts.count == 2, parts[0] == "http:", isLoopback(parts[1]) else { return false }
    let limited = LimitedTransport(transport, limits: limits, time: RealTime())
    let head = HTTPRequest(
      method: .get, scheme: "http", authority: String(parts[1]), path: path)
    guard let answer = try? await limited.send(TransportRequest(head: head)),
      answer.head.status == .ok, let body = try? await answer.body.collect(upTo: limitBytes)
    else { return false }
    return String(decoding: body, as: UTF8.self).contains("\"nemo-simulator\"")
  }

  private static func isLoopback(_ authority: Substring) -> Bool {
    ["127.0.0.1", "localhost"].contains(authority.prefix { $0 != ":" })
  }
}

/// What is on the disk.
enum Folders {
  /// The size of all files below a folder, in bytes.
  static func sizeBytes(of folder: String) -> Int {
    let files = FileManager.default
    let names = (try? files.subpathsOfDirectory(atPath: folder)) ?? []
    return names.reduce(0) { size, name in
      let attributes = try? files.attributesOfItem(atPath: folder + "/" + name)
      guard attributes?[.type] as? FileAttributeType == .typeRegular else { return size }
      return size + (attributes?[.size] as? Int ?? 0)
    }
  }
}
