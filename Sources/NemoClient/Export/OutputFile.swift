import NemoHTTP
import NemoTime

/// The file that an export writes: a temporary one beside its place until it is complete
/// (promise 5). Its name is one that nobody else uses: `<path>.nemo-<8 hex digits>.part`.
final class OutputFile: Sendable {
  private struct State {
    var writer: any FileWriter
    var sizeBytes = 0
    var boxes = MovieBoxes()
  }

  let temporaryPath: String
  private let wanted: Locked<String>
  private let files: any FileStore
  private let state: Locked<State>

  /// A name for the temporary file of an output.
  static func partPath(for path: String, _ entropy: any Entropy) -> String {
    "\(path).nemo-\(entropy.hexadecimal(8)).part"
  }

  /// Creates the temporary file, so that a place that can't be written shows before anything is
  /// rendered for it.
  ///
  /// - Throws: ``NemoError`` with ``NemoError/Code/outputNotWritable``.
  init(_ path: String, through temporaryPath: String, files: any FileStore) throws {
    let writer = try Self.writing(path, .export) {
      try Self.checkPlace(path, files)
      return try Self.start(temporaryPath, files)
    }
    wanted = Locked(path)
    self.temporaryPath = temporaryPath
    self.files = files
    state = Locked(State(writer: writer))
  }

  /// Where the complete file is to stand.
  var path: String { wanted.withLock { $0 } }

  var sizeBytes: Int { state.withLock { $0.sizeBytes } }

  /// What was written, as a container of video.
  var movie: MovieBoxes.Verdict { state.withLock { $0.boxes.verdict } }

  func append(_ bytes: [UInt8]) throws {
    try Self.writing(path) {
      try state.withLock { state in
        try state.writer.write(bytes)
        state.sizeBytes += bytes.count
        state.boxes.receive(bytes)
      }
    }
  }

  /// Starts again with nothing.
  func clear() throws {
    let writer = try Self.writing(path) { try Self.start(temporaryPath, files) }
    state.withLock { $0 = State(writer: writer) }
  }

  /// Brings what was written to the disk.
  func synchronize() throws {
    try Self.writing(path) { try state.withLock { try $0.writer.synchronize() } }
  }

  /// The most files with a number that are looked at.
  private static let numberLimit = 999

  /// Chooses a free name beside a file that stands at the place: `out-2.mp4` for `out.mp4`.
  func avoidExisting() throws {
    let path = path
    guard files.exists(path) else { return }
    let free = (2...Self.numberLimit).lazy.map { Self.numbered(path, $0) }
      .first { !files.exists($0) }
    guard let free else {
      throw NemoError(
        .outputNotWritable, during: .download, context: NemoError.Context(path: path))
    }
    wanted.withLock { $0 = free }
  }

  private static func numbered(_ path: String, _ number: Int) -> String {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[start...].lastIndex(of: "."), dot > start else {
      return "\(path)-\(number)"
    }
    return "\(path[..<dot])-\(number)\(path[dot...])"
  }

  /// Puts the file in its place: first to the disk, then under its name.
  func commit() throws {
    try synchronize()
    try Self.writing(path) {
      // Somebody has taken the temporary file away, or written to it.
      guard try files.size(of: temporaryPath) == sizeBytes else {
        throw FileFailure(.other, path: path, operation: "write")
      }
      try files.move(temporaryPath, to: path)
    }
  }

  /// Removes what is not complete.
  func discard() {
    try? files.remove(temporaryPath)
  }

  /// A folder at the place would otherwise show only at the very end.
  private static func checkPlace(_ path: String, _ files: any FileStore) throws {
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw FileFailure(.isFolder, path: path, operation: "write")
    }
    do {
      _ = try files.size(of: path)
    } catch let failure as FileFailure where failure.code == .notFound {
      // What is not there can't be in the way.
    }
  }

  private static func start(
    _ temporaryPath: String, _ files: any FileStore
  ) throws -> any FileWriter {
    try files.remove(temporaryPath)
    return try files.appender(to: temporaryPath)
  }

  /// - Parameter operation: a download but for the check before anything is rendered: then the
  ///   video is at the backend.
  private static func writing<Result>(
    _ path: String, _ operation: NemoError.Operation = .download, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let failure as FileFailure {
      throw NemoError(
        .outputNotWritable, during: operation, cause: .file(failure),
        context: NemoError.Context(path: path))
    }
  }
}
