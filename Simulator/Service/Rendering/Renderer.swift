public import NemoSimulator

/// Makes the file of a render.
public protocol Renderer: Sendable {
  /// Renders into the store, under the spec's id.
  ///
  /// - Throws: ``RenderFailure``; `CancellationError` when the task is cancelled. Safe to repeat.
  func render(_ spec: RenderSpec, in store: any MediaStore) async throws -> Rendering
}

/// A rendered file.
public struct Rendering: Sendable, Hashable {
  public var sizeBytes: Int
  public var durationSeconds: Double
  public var width: Int
  public var height: Int
  /// Whether the file is not what the draft says, because nothing here can render it.
  public var isStandIn: Bool
  /// What a developer should know of this file, in sentences, for the journal.
  public var notes: [String]

  public init(
    sizeBytes: Int, durationSeconds: Double, width: Int, height: Int, isStandIn: Bool = false,
    notes: [String] = []
  ) {
    self.sizeBytes = sizeBytes
    self.durationSeconds = durationSeconds
    self.width = width
    self.height = height
    self.isStandIn = isStandIn
    self.notes = notes
  }
}

/// A render that could not be made.
public struct RenderFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence, without paths or secrets; it becomes the job's `error`.
  public var description: String

  public init(_ description: String) {
    self.description = description
  }
}
