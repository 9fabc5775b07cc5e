import ArgumentParser
import Nemo
import NemoClient

/// `nemo credits`: the balance of the account.
struct CreditsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "Show the credits of the account.",
    discussion: """
      Example:
        nemo credits --production
      """)

  @OptionGroup var flags: BackendOptions

  func run() async throws {
    try await converse(flags) { connection, console in
      let balance = try await connection.credits()
      let held = balance.frozen > 0 ? ", \(balance.frozen) held by running work" : ""
      console.say("\(balance.available) credits available\(held). Exports are free.")
      if flags.json {
        console.print(
          json: .object([
            "available": .number(Int(balance.available)), "frozen": .number(Int(balance.frozen)),
            "total": .number(Int(balance.total)),
          ]))
      }
    }
  }
}
