import Foundation

/// Judges a batch. It may die of an input: its number is in a file by then.
struct Child {
  /// Processor time for one input; the kernel ends the process after it.
  private static let limitSeconds = 5
  /// For one that waits without working.
  private static let wallLimitSeconds: UInt32 = 300
  /// What loading one input may add to the largest memory in use.
  private static let memoryLimitKilobytes = 512 << 10
  /// A backstop: the process dies when it asks for more.
  private static let addressLimitBytes: UInt = 8 << 30

  let options: Options
  let kind: FuzzKind
  let folder: String

  static let progressName = "progress"

  func run(_ batch: Range<Int>) async throws {
    var limit = rlimit(rlim_cur: Self.addressLimitBytes, rlim_max: Self.addressLimitBytes)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    let factory = try InputFactory(kind, seed: options.seed, folder: folder)
    let judge = Judge(folder: folder)
    let progress = open(folder + "/" + Self.progressName, O_WRONLY | O_CREAT, 0o600)
    var (loaded, refused, peak) = (0, 0, Self.peakKilobytes)
    for number in batch {
      var mark = number
      pwrite(progress, &mark, MemoryLayout<Int>.size, 0)
      Self.watch(seconds: Self.limitSeconds)
      switch await judge.judge(factory.input(number), kind, number: number) {
      case .loaded: loaded += 1
      case .refused: refused += 1
      case .wrong(let complaint): report(number, complaint)
      }
      Self.watch(seconds: 0)
      let now = Self.peakKilobytes
      if now - peak > Self.memoryLimitKilobytes { report(number, "took \((now - peak) >> 10) MiB") }
      peak = now
    }
    Self.say("done \(loaded) \(refused) \(peak)")
  }

  private func report(_ number: Int, _ complaint: String) {
    let line = complaint.prefix(2_000).split(separator: "\n").joined(separator: " | ")
    Self.say("finding \(number) \(line)")
  }

  /// Unbuffered: the process may die before its end.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  private static var peakKilobytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }

  private static func watch(seconds: Int) {
    var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    alarm(seconds == 0 ? 0 : wallLimitSeconds)
  }
}
