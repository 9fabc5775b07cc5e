import NemoTime

#if os(Linux)
  import ChildPrograms

  /// Another executable of this package, run to its end.
  enum Child {
    /// What it printed, off the cooperative pool.
    ///
    /// - Throws: `ChildProgram.Failure` when it does not end with success.
    static func run(_ name: String, _ arguments: [String]) async throws -> String {
      try await withCheckedThrowingContinuation { continuation in
        SystemThread.start {
          continuation.resume(with: Result { try start(name, arguments) })
        }
      }
    }

    private static func start(_ name: String, _ arguments: [String]) throws -> String {
      let child = try ChildProgram(try ChildProgram.path(of: name), arguments)
      let output = child.readAll()
      let status = child.wait()
      guard status == 0 else {
        throw ChildProgram.Failure(
          description: "\(name) ended with status \(status): \(output)")
      }
      return output
    }
  }
#endif
