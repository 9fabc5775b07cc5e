#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

#if os(Linux)
  import ChildPrograms

  /// A process that records a journey and dies at one of its writes.
  struct Victim {
    /// The numbers of the exchanges that had ended.
    var ended: [Int] = []
    /// Whether it lived to seal.
    var isSealed = false
    /// How many writes there were; nil when it died.
    var writeCount: Int?

    /// Runs one to its end, which must be that of a kill or a success.
    static func run(_ journey: String, in folder: String, dyingAt nth: Int, torn: Bool) throws
      -> Victim
    {
      let child = try ChildProgram(
        try ChildProgram.path(of: "RecordingVictim"),
        [journey, folder, String(nth)] + (torn ? ["torn"] : []))
      let output = child.readAll()
      let status = child.wait()
      var result = Victim()
      for line in output.split(separator: "\n") {
        if let number = Int(line) { result.ended.append(number) }
        if line == "sealed" { result.isSealed = true }
        if line.hasPrefix("writes ") { result.writeCount = Int(line.dropFirst(7)) }
      }
      guard status & 0x7f == SIGKILL || status == 0 else {
        throw ChildProgram.Failure(
          description: "the victim ended with status \(status): \(output)")
      }
      return result
    }
  }
#endif
