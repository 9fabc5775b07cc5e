/// What `nemo edit` is to do: which instructions for which file, and where each result is to stand.
///
/// Pure: what the disk has to say comes in as ``Places``.
struct EditPlan: Sendable, Equatable {
  /// One per file, in order; one without a file where a session is only continued.
  var jobs: [Job]
  /// The session that is continued; nil for a new one.
  var session: String?
  /// The folder of the results, where there may be several.
  var folder: String?

  /// One file and what is to become of it.
  struct Job: Sendable, Equatable {
    /// Nil where the session has what is edited.
    var file: String?
    var instructions: [String]
    /// Nil where nothing is exported.
    var output: String?
  }

  /// Whether several files share the session: then every message names its own.
  var isBatch: Bool { jobs.count > 1 }

  var firstInstruction: String? { jobs.first?.instructions.first }
}

/// What was written on the command line.
struct EditArguments: Sendable {
  /// Without a name: files, then instructions.
  var words: [String] = []
  /// Behind `-i`.
  var instructions: [String] = []
  var output: String?
  var session: String?
}

/// Why a command line can't be followed, with what is possible instead.
struct EditUsageError: Error, Sendable, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What stands at a path, as far as a plan needs it.
struct Places: Sendable {
  enum Kind: Sendable { case nothing, file, folder }

  var kind: @Sendable (String) -> Kind
  /// The same for two paths of one file that is there, links followed; nil where there is none.
  var identity: @Sendable (String) -> String?
}

extension EditPlan {
  /// - Throws: ``EditUsageError``.
  init(_ arguments: EditArguments, _ places: Places) throws(EditUsageError) {
    let words = try EditWords(arguments, places)
    let (files, shared) = (words.files, words.instructions)
    guard (arguments.instructions + shared).allSatisfy({ !$0.allSatisfy(\.isWhitespace) }) else {
      throw EditUsageError("An instruction is empty. " + Self.example)
    }
    session = arguments.session
    if files.isEmpty {
      jobs = [try Self.continuing(arguments, shared)]
    } else {
      let wishes = try Self.wishes(files.count, arguments.instructions, shared)
      guard let output = arguments.output else {
        throw EditUsageError(
          files.count > 1
            ? "Say with -o in which folder the edited files are to stand."
            : "Say with -o where the edited video is to stand, such as -o out.mp4.")
      }
      let names = try OutputNames(files, output, places)
      folder = names.folder
      jobs = zip(files, zip(wishes, names.paths)).map {
        Job(file: $0, instructions: $1.0, output: $1.1)
      }
    }
  }

  private static let example =
    "Say what to do, such as \"crop to 16:9 and add a title\"."

  /// No file: the session goes on.
  private static func continuing(
    _ arguments: EditArguments, _ shared: [String]
  ) throws(EditUsageError) -> Job {
    guard arguments.session != nil else {
      throw EditUsageError(
        "Name a file to edit, or a session to continue: --session LAST. " + example)
    }
    let instructions = arguments.instructions + shared
    guard !instructions.isEmpty else { throw EditUsageError(example) }
    return Job(file: nil, instructions: instructions, output: arguments.output)
  }

  /// What is to be done with each of the files.
  private static func wishes(
    _ count: Int, _ named: [String], _ shared: [String]
  ) throws(EditUsageError) -> [[String]] {
    if named.isEmpty {
      guard !shared.isEmpty else { throw EditUsageError(example) }
      return Array(repeating: shared, count: count)
    }
    if named.count == 1 { return Array(repeating: named, count: count) }
    guard named.count == count else {
      let files = count == 1 ? "1 file" : "\(count) files"
      throw EditUsageError(
        "There are \(named.count) instructions behind -i for \(files). Give -i once for all files, "
          + "or once for each, in their order. Several instructions for the same file go without -i, "
          + "behind the files.")
    }
    return named.map { [$0] }
  }
}
