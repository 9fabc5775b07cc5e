import Foundation

/// Divides the work between child processes and outlives each of them.
final class Driver {
  private static let batchSize = 5_000
  private static let mostFindings = 100

  private struct Job {
    var kind: FuzzKind
    var batch: Range<Int>
  }

  private struct Running {
    var job: Job
    var process: Process
    var output: URL
    var folder: String
  }

  private struct Tally {
    var (loaded, refused, peakKilobytes) = (0, 0, 0)
  }

  private let options: Options
  private var jobs: [Job] = []
  private var running: [Running] = []
  private var tallies: [FuzzKind: Tally] = [:]
  private var findings = 0
  private var folderCount = 0
  private let scratch = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"

  init(_ options: Options) {
    self.options = options
    let share = options.count / options.kinds.count
    for kind in options.kinds {
      for start in stride(from: 0, to: share, by: Self.batchSize) {
        jobs.append(Job(kind: kind, batch: start..<min(share, start + Self.batchSize)))
      }
    }
  }

  /// Whether nothing was found.
  func run() throws -> Bool {
    let began = Date()
    while !jobs.isEmpty || !running.isEmpty {
      while running.count < options.jobs, !jobs.isEmpty { try start(jobs.removeFirst()) }
      let first = running.removeFirst()
      first.process.waitUntilExit()
      try finish(first)
      if findings > Self.mostFindings { jobs = [] }
    }
    for kind in options.kinds {
      let tally = tallies[kind] ?? Tally()
      print(
        "\(kind.rawValue): \(tally.loaded) loaded, \(tally.refused) refused, at most "
          + "\(tally.peakKilobytes >> 10) MiB")
    }
    print("\(findings) findings in \(Int(Date().timeIntervalSince(began))) s, seed \(options.seed)")
    return findings == 0
  }

  private func start(_ job: Job) throws {
    folderCount += 1
    let folder = "\(scratch)/fuzz-\(ProcessInfo.processInfo.processIdentifier)-\(folderCount)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let output = URL(fileURLWithPath: folder + "/output")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = [
      "--kind", job.kind.rawValue, "--seed", String(options.seed), "--output", folder,
      "--batch", String(job.batch.lowerBound), String(job.batch.upperBound),
    ]
    // A backtrace takes seconds, and the input is kept.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    running.append(Running(job: job, process: process, output: output, folder: folder))
  }

  private func finish(_ ended: Running) throws {
    let text = String(decoding: (try? Data(contentsOf: ended.output)) ?? Data(), as: UTF8.self)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 2)
      if words.first == "finding", words.count == 3, let number = Int(words[1]) {
        try keep(number, ended.job.kind, String(words[2]))
      } else if words.first == "done" {
        count(line.split(separator: " ").compactMap { Int($0) }, ended.job.kind)
      }
    }
    if ended.process.terminationReason == .uncaughtSignal || ended.process.terminationStatus != 0 {
      try bury(ended)
    }
    try FileManager.default.removeItem(atPath: ended.folder)
  }

  private func count(_ numbers: [Int], _ kind: FuzzKind) {
    guard numbers.count == 3 else { return }
    tallies[kind, default: Tally()].loaded += numbers[0]
    tallies[kind, default: Tally()].refused += numbers[1]
    let peak = max(tallies[kind]?.peakKilobytes ?? 0, numbers[2])
    tallies[kind, default: Tally()].peakKilobytes = peak
  }

  /// A child has died: keeps what it died of, and goes on behind it.
  private func bury(_ ended: Running) throws {
    let mark = [UInt8](
      (try? Data(contentsOf: URL(fileURLWithPath: ended.folder + "/" + Child.progressName)))
        ?? Data())
    let number = mark.reversed().reduce(0) { $0 << 8 | Int($1) }
    let signal = ended.process.terminationStatus
    let cause =
      switch signal {
      case SIGPROF: "worked for too long"
      case SIGALRM: "waited for too long"
      default: "ended the process, signal \(signal)"
      }
    try keep(number, ended.job.kind, cause)
    // What came before it is judged again: its counts are lost.
    let before = Job(kind: ended.job.kind, batch: ended.job.batch.lowerBound..<number)
    let after = Job(
      kind: ended.job.kind,
      batch: min(number + 1, ended.job.batch.upperBound)..<ended.job.batch.upperBound)
    jobs += [before, after].filter { !$0.batch.isEmpty }
  }

  private func keep(_ number: Int, _ kind: FuzzKind, _ cause: String) throws {
    findings += 1
    let folder = "\(options.output)/\(kind.rawValue)-\(options.seed)-\(number)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let factory = try InputFactory(kind, seed: options.seed, folder: folder)
    for file in factory.input(number).files {
      try Data(file.bytes).write(to: URL(fileURLWithPath: folder + "/" + file.name))
    }
    print("FOUND \(kind.rawValue) --seed \(options.seed) --batch \(number) \(number + 1): \(cause)")
    print("  kept in \(folder)")
  }
}
