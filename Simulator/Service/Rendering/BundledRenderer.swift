import NemoHTTP
public import NemoSimulator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where there is no ffmpeg: a small video that says so stands in for every render.
public struct BundledRenderer: Renderer {
  private static let name = "stand-in.mp4"
  private static let note =
    "there is no ffmpeg here: a bundled stand-in takes the place of the rendered file"

  public init() {}

  public func render(_ spec: RenderSpec, in store: any MediaStore) async throws -> Rendering {
    let bytes = Self.video()
    do {
      try store.keep(bytes, asRender: spec.id)
    } catch {
      throw RenderFailure("The rendered file could not be stored.")
    }
    let probe = await MediaSniffer().probe(.render(id: spec.id), in: store)
    return Rendering(
      sizeBytes: bytes.count, durationSeconds: probe?.durationSeconds ?? 0,
      width: probe?.width ?? 0, height: probe?.height ?? 0, isStandIn: true, notes: [Self.note])
  }

  /// The bundled file beside the program, else the one of the sources, else the embedded one.
  package static func video() -> [UInt8] {
    let disk = DiskFileStore()
    let path = places.first { disk.exists($0) }
    return path.flatMap { try? disk.bytes(of: $0) } ?? StandIn.tiny
  }

  private static var places: [String] {
    let sources = String(describing: #filePath).split(separator: "/").dropLast(3)
    let program = CommandLine.arguments.first.flatMap(realPath)?.split(separator: "/").dropLast()
    let besides = program.map { ["/\($0.joined(separator: "/"))/\(name)"] } ?? []
    return besides + ["/\(sources.joined(separator: "/"))/Samples/\(name)"]
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
