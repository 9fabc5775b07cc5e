@testable import NemoSimulator

extension Conversation {
  /// Signed in, with a session and an uploaded recording, in the default dialect but for a change.
  static func uploaded(seed: UInt64 = 1, _ change: (inout Dialect) -> Void) -> Conversation {
    var client = opened(seed: seed, change)
    _ = client.upload("demo.mp4", .recording)
    return client
  }

  /// Signed in, with a session.
  static func opened(seed: UInt64 = 1, _ change: (inout Dialect) -> Void) -> Conversation {
    .open(seed: seed, dialect: .changed(change))
  }
}

extension Dialect {
  static func changed(_ change: (inout Dialect) -> Void) -> Dialect {
    var dialect = Dialect.seed
    change(&dialect)
    return dialect
  }
}
