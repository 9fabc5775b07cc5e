public import NemoSimulator

/// Renders nothing, at once: a tiny valid MP4 stands for every render. For virtual worlds.
public struct SyntheticRenderer: Renderer {
  public init() {}

  public func render(_ spec: RenderSpec, in store: any MediaStore) async throws -> Rendering {
    do {
      try store.keep(StandIn.tiny, asRender: spec.id)
    } catch {
      throw RenderFailure("The rendered file could not be stored.")
    }
    return Rendering(
      sizeBytes: StandIn.tiny.count, durationSeconds: Double(spec.durationMilliseconds) / 1_000,
      width: spec.width, height: spec.height, isStandIn: true)
  }
}
