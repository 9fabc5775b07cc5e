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

/// `nemo login`: keeps the token of an account.
struct LoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Keep the token of your account, for this backend.",
    discussion: """
      The token comes from NEMO_TOKEN, or else from standard input; never as an argument, where \
      others could see it. It is tried once, and kept in a file that only you can read. NEMO_TOKEN \
      goes before it, and --anonymous leaves it out.

      Example:
        nemo login --production < token.txt
      """)

  @OptionGroup var flags: BackendOptions

  /// The longest token that is taken, in bytes. Real ones have about 50.
  private static let maximumBytes = 4_096

  func validate() throws {
    if flags.anonymous {
      throw ValidationError("--anonymous is for the free account, which needs no login.")
    }
    if flags.record != nil { throw ValidationError("A login is not recorded.") }
  }

  func run() async throws {
    guard try flags.choice(.ofThisProcess()).address != nil else {
      throw ValidationError(
        "The simulator and cassettes need no login. For the real service: nemo login --production")
    }
    let token = try readToken()
    try await remember(flags) { store, console in
      console.say("Trying the token...", .dim)
      let balance = try await balance(for: token, console)
      try store.save(
        token: StoredToken(value: token, userID: nil, expiresAt: nil, isAnonymous: false))
      console.say("✅ Logged in. \(balance.available) credits available.", .good)
      if flags.json {
        console.print(
          json: .object(["loggedIn": .bool(true), "available": .number(Int(balance.available))]))
      }
    }
  }

  /// The harmless call that only a good token gets an answer to.
  private func balance(for token: String, _ console: Console) async throws -> Balance {
    let surroundings = Surroundings.ofThisProcess()
    var options = try flags.options(surroundings, console)
    options.token = token
    return try await withNemo(flags.choice(surroundings), options) { try await $0.credits() }
  }

  private func readToken() throws -> String {
    let given = Surroundings.ofThisProcess().token
    let text = given ?? Terminal.readSecret(prompt: "Token: ", limit: Self.maximumBytes)
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 1, let token = words.first, token.utf8.count <= Self.maximumBytes,
      token.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else {
      throw ValidationError(
        "Give one token in NEMO_TOKEN or on standard input: nemo login --production < token.txt")
    }
    return String(token)
  }
}

/// `nemo logout`: forgets the token of an account.
struct LogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout",
    abstract: "Forget the token of your account, for this backend.",
    discussion: """
      The token stays valid at the backend: revoke it in the account's settings. Sessions and \
      unfinished renders stay listed.

      Example:
        nemo logout --production
      """)

  @Flag(help: "Forget the free account's token too; the backend may refuse another for days.")
  var all = false

  @OptionGroup var flags: BackendOptions

  func run() async throws {
    try await remember(flags) { store, console in
      let count = try store.tokens().count { all || !$0.isAnonymous }
      if all { try store.save(token: nil) } else { try store.forgetAccountToken() }
      console.say(count > 0 ? "Logged out: the token is forgotten." : "You were not logged in.")
      if Surroundings.ofThisProcess().token != nil {
        console.say("NEMO_TOKEN is still set, and is used all the same.")
      }
      if flags.json { console.print(json: .object(["forgotten": .number(count)])) }
    }
  }
}

/// What a person types without seeing it.
enum Terminal {
  /// A line of standard input, where on a terminal what is typed is not shown; or else all of it.
  ///
  /// - Parameter limit: at most one byte more than that is read, so that what is too long shows.
  static func readSecret(prompt: String, limit: Int) -> String {
    guard isatty(STDIN_FILENO) == 1 else { return text(upTo: limit) }
    Console.write(prompt, to: STDERR_FILENO)
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return text(upTo: limit) }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      Console.write("\n", to: STDERR_FILENO)
    }
    return text(upTo: limit, isLine: true)
  }

  private static func text(upTo limit: Int, isLine: Bool = false) -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count <= limit, read(STDIN_FILENO, &byte, 1) == 1 {
      if isLine, byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
