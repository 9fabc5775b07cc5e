public import NemoHTTP
import NemoTime

/// What can be known of a journey before anything is sent: for commands, which better complain at
/// once than after a minute of work.
public struct Preflight: Sendable {
  private let files: any FileStore
  private let policy: ClientPolicy

  public init(files: any FileStore, policy: ClientPolicy = .vendor) {
    self.files = files
    self.policy = policy
  }

  /// Checks a file as ``EditingSession/upload(_:progress:)`` does before it sends anything.
  ///
  /// - Throws: ``NemoError``, such as ``NemoError/Code/unsupportedFile``. Safe to repeat.
  public func checkUpload(_ path: String) throws {
    _ = try UploadCheck(path, files: files, largestBytes: policy.largestUpload)
  }

  /// Checks that a file can be written there, as ``EditingSession/export(to:progress:)`` does
  /// before it submits anything. Leaves nothing behind.
  ///
  /// - Throws: ``NemoError`` with ``NemoError/Code/outputNotWritable``. Safe to repeat.
  public func checkOutput(_ path: String) throws {
    // The same name every time: what stands there is empty, and gone at once.
    let part = OutputFile.partPath(for: path, SeededEntropy(seed: 0, stream: "preflight"))
    try OutputFile(path, through: part, files: files).discard()
  }
}
