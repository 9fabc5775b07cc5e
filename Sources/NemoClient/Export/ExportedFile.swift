/// A rendered video that stands complete at its path.
public struct ExportedFile: Sendable, Hashable {
  public var path: String
  public var sizeBytes: Int
  public var renderID: String

  public init(path: String, sizeBytes: Int, renderID: String) {
    self.path = path
    self.sizeBytes = sizeBytes
    self.renderID = renderID
  }
}

/// How far an export is.
public enum ExportProgress: Sendable, Hashable {
  /// The render is in the store and about to be submitted under that id.
  case submitting(renderID: String)
  /// The backend is at work; in percent, where it says so.
  case rendering(percent: Double?)
  /// The render failed; it is tried once more under another id.
  case retrying
  case downloading(receivedBytes: Int, totalBytes: Int?)
  /// The backend asked to wait that long.
  case rateLimited(Duration)
}
