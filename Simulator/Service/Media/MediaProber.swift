public import NemoSimulator

/// Finds out what a stored file holds.
public protocol MediaProber: Sendable {
  /// nil when the file is no medium that it can read.
  func probe(_ reference: MediaReference, in store: any MediaStore) async -> MediaProbe?
}
