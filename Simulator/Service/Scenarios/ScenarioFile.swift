import NemoHTTP
public import NemoSimulator
public import NemoTime

/// A scenario that somebody has written down: a world, how it departs from its defaults, and what is
/// expected of it at the end. `Simulator/README.md` has the table of keys.
///
/// ```swift
/// let file = try ScenarioFile.find("flaky")
/// var configuration = SimulatorConfiguration()
/// configuration.use(file)
/// ```
///
/// Files are read strictly: what is unknown, of another type or out of range is an error with its
/// line.
public struct ScenarioFile: Sendable, Hashable {
  /// The largest file, in bytes.
  public static let sizeLimit = 256 << 10

  /// What messages call it: a path as it was given, or the name of a library file.
  public var name: String
  /// A few words.
  public var title: String?
  /// What it shows.
  public var summary: String?
  /// What all randomness comes from; nil leaves it to others.
  public var seed: UInt64?
  public var dialect = Dialect.seed
  /// How fast simulated time goes; nil leaves it to others.
  public var pace: Pace?
  /// When the world begins; nil for now. Whoever makes the clock starts it then.
  public var start: WallTime?
  public var scenario = Scenario()
  /// The same for the same text and for no other, in 16 letters.
  public let fingerprint: String

  /// What is expected at the end; a part of ``scenario``.
  public var expectations: Expectations { scenario.expected }

  /// Reads the text of a file.
  ///
  /// - Parameter name: what errors call it.
  /// - Throws: ``ScenarioFileError`` for the first thing that is wrong. Safe to repeat.
  public init(text: String, name: String) throws(ScenarioFileError) {
    self.name = name
    fingerprint = Self.fingerprint(of: text)
    do throws(ScenarioFileError) {
      guard text.utf8.count <= Self.sizeLimit else {
        throw ScenarioFileError(
          .tooLarge, "The file is larger than \(Self.sizeLimit >> 10) kB.")
      }
      if let root = try YAMLDocument.parse(text) { try read(root) }
    } catch {
      var error = error
      error.file = name
      throw error
    }
  }

  /// Reads a file.
  ///
  /// - Throws: ``ScenarioFileError``. Safe to repeat.
  public static func load(path: String) throws(ScenarioFileError) -> ScenarioFile {
    try ScenarioFile(text: text(of: path), name: path)
  }

  private static func text(of path: String) throws(ScenarioFileError) -> String {
    let disk = DiskFileStore()
    do {
      // One byte more tells a file that is too large, whatever its size is by then.
      let bytes = try disk.reader(of: path).read(upToLimit: sizeLimit + 1)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ScenarioFileError(.notYAML, file: path, "The file is not UTF-8 text.")
      }
      return text
    } catch let error as ScenarioFileError {
      throw error
    } catch let failure as FileFailure {
      let code = failure.code == .notFound ? ScenarioFileError.Code.notFound : .unreadable
      throw ScenarioFileError(code, file: path, "\(failure)")
    } catch {
      throw ScenarioFileError(.unreadable, file: path, "The file cannot be read.")
    }
  }

  /// FNV-1a, 64 bits.
  private static func fingerprint(of text: String) -> String {
    let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension FileReader {
  fileprivate func read(upToLimit limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let more = try read(upTo: limit - bytes.count)
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }
}
