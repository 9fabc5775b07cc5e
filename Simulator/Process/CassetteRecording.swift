import NemoCassette
import NemoHTTP
import NemoTime
import SimulatorService

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Records worlds into cassettes in a folder that goes with them.
final class CassetteRecording: Sendable {
  private let folder: String
  private let url = Locked("http://localhost")
  private let count = Locked(0)

  init(folder: String) { self.folder = folder }

  /// Says where the simulator is reached, once it is.
  func located(at url: String) { self.url.withLock { $0 = url } }

  func begin(
    _ world: WorldName, _ transport: any HTTPTransport, _ time: any TimeSource
  ) throws -> WorldRecording {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let scratch = try ScratchFolder(path: "\(folder)-\(number)")
    let cassette = "\(world.text).cassette"
    let host = url.withLock { $0 }
    let recorder = try Recorder(
      wrapping: transport, into: "\(scratch.path)/\(cassette)", origin: .simulator,
      backend: world == .default ? host : "\(host)/__w/\(world.text)", time: time)
    return WorldRecording(transport: recorder) {
      try recorder.finish()
      return try Self.files(of: cassette, in: scratch.path)
    }
  }

  private static func files(of name: String, in folder: String) throws -> [WorldRecording.File] {
    let disk = DiskFileStore()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(name)")
    return try paths.sorted().compactMap { path in
      let whole = "\(folder)/\(name)/\(path)"
      guard disk.exists(whole) else { return nil }
      return WorldRecording.File(path: "\(name)/\(path)", bytes: try disk.bytes(of: whole))
    }
  }
}
