/// What came of taking up a render.
public enum RenderEnd: Sendable, Hashable {
  /// Its file was fetched and stands at its place.
  case delivered(ExportedFile)
  /// Its file stood there before: another process has delivered it, or the one that was killed.
  case alreadyDelivered(ExportedFile)
  /// Another process is at it.
  case heldElsewhere
  /// It was stopped before anything was submitted; nothing is left of it.
  case notBegun
}

extension RenderEnd {
  var file: ExportedFile {
    get throws(NemoError) {
      switch self {
      case .delivered(let file), .alreadyDelivered(let file): return file
      case .heldElsewhere: throw NemoError(.stillRendering, during: .export, wasSent: true)
      case .notBegun: throw NemoError(.nothingToExport, during: .export)
      }
    }
  }
}

extension StoredRender.State {
  /// Whether there is nothing left to do.
  public var isFinal: Bool { self == .delivered || self == .failed }
}
