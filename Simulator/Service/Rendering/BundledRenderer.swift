import NemoHTTP
public import NemoSimulator

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
    let path = BundledFile.path(of: name) ?? BundledFile.path(of: "Samples/\(name)")
    return path.flatMap { try? DiskFileStore().bytes(of: $0) } ?? StandIn.tiny
  }
}
