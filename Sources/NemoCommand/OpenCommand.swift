import ArgumentParser
import Nemo
import NemoClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `nemo open`: the project in a browser.
struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Print the link that opens the last session in a browser.",
    discussion: """
      The link itself gives access for about a week, so give it to nobody else. It never has the \
      account's token in it.

      Example:
        nemo open --production --launch
      """)

  @Flag(help: "Open the browser too.")
  var launch = false

  @OptionGroup var session: SessionOption

  @OptionGroup var flags: BackendOptions

  func run() async throws {
    let surroundings = Surroundings.ofThisProcess()
    // Unless somebody serves pages of their own.
    let isSimulated =
      try !flags.choice(surroundings).isBeyondLoopback
      && surroundings.variables["NEMO_WEB_URL"] ?? "" == ""
    if launch, isSimulated {
      throw ValidationError(
        "A simulated backend has no web pages to open. Leave --launch away to see the link.")
    }
    try await converse(flags) { connection, console in
      let link = try await connection.session(named: session.session).browserLink()
      if flags.json {
        console.print(json: Self.json(link))
      } else {
        console.say(link.url)
        console.say(Self.explanation(link, isSimulated: isSimulated), .dim)
      }
      guard launch else { return }
      guard Browser.open(link.url) else {
        console.complain("No browser could be started. Open the link by hand.")
        throw ExitCode(ExitTable.other)
      }
    }
  }

  private static func explanation(_ link: BrowserLink, isSimulated: Bool) -> String {
    if isSimulated { return "A simulated backend made this link: there is nothing behind it." }
    guard link.claims else { return "Whoever opens it must be signed in there." }
    let end = link.expiresAt.map { " until \($0.iso8601.prefix(10))" } ?? ""
    return "Whoever has it can open the project\(end): keep it to yourself."
  }

  private static func json(_ link: BrowserLink) -> JSONText {
    .object([
      "url": .string(link.url), "claims": .bool(link.claims),
      "expires": .optional(link.expiresAt?.iso8601),
    ])
  }
}

/// The program of this desktop that opens links.
enum Browser {
  private static let programs = ["xdg-open", "open"]

  /// Starts it without a shell, and silently.
  static func open(_ url: String) -> Bool {
    var actions = posix_spawn_file_actions_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return false }
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    return programs.contains { program in
      let words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(url), nil]
      defer { for word in words { free(word) } }
      var process = pid_t()
      guard posix_spawnp(&process, program, &actions, nil, words, environ) == 0 else {
        return false
      }
      var status: Int32 = 0
      return waitpid(process, &status, 0) == process && status == 0
    }
  }
}
