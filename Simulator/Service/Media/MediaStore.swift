public import NemoSimulator

/// Where the bytes of uploads and renders are kept: a folder, or memory for virtual worlds.
///
/// Its calls return when they are done and may block for a disk; none waits for anything else.
public protocol MediaStore: Sendable {
  /// Begins to take in a file. What is not finished is dropped.
  /// - Throws: `FileFailure`.
  func beginUpload() throws -> any MediaUpload

  /// - Throws: `FileFailure`, with code `notFound` when there are no such bytes.
  func size(of reference: MediaReference) throws -> Int

  /// Up to `count` bytes from `offset`; none at the end.
  /// - Throws: `FileFailure`.
  func bytes(of reference: MediaReference, at offset: Int, upTo count: Int) throws -> [UInt8]

  /// A file of this machine with these bytes; nil when the store has no files.
  func path(of reference: MediaReference) -> String?

  /// Keeps the file of a render. Safe to repeat.
  /// - Throws: `FileFailure`.
  func keep(_ bytes: [UInt8], asRender id: String) throws

  /// Moves a finished file of this machine into the store. It must be on the store's volume.
  /// - Throws: `FileFailure`.
  func adopt(fileAt path: String, asRender id: String) throws

  /// A new empty folder for intermediate files; nil when the store has no files.
  /// - Throws: `FileFailure`.
  func makeScratchFolder() throws -> ScratchFolder?
}

/// A file on its way into a ``MediaStore``.
public protocol MediaUpload: AnyObject {
  /// - Throws: `FileFailure`.
  func write(_ bytes: [UInt8]) throws

  /// Keeps the file under its digest and says what it is; the probe is nil.
  /// - Throws: `FileFailure`.
  func finish() throws -> MediaFacts
}

/// How much of a file's start the world is told.
let firstBytesLimit = 64
