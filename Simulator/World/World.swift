public import NemoTime

/// A simulated backend as a value: accounts, credits, sessions, drafts, media and renders.
///
/// It never sleeps, reads or writes. A driver tells it of requests and of the time, and performs
/// the plans that it gets.
public struct World: Sendable, Codable {
  public init(seed: UInt64, startingAt: WallTime) {}

  /// A request's head has arrived.
  public mutating func begin(_ request: RequestFacts, at now: WallTime) -> Admission {
    .answer(ExchangeID(rawValue: 0), Plan(status: 404, body: .bytes([])))
  }

  /// The body of an admitted request has been read.
  public mutating func complete(
    _ exchange: ExchangeID, body: BodyFacts, at now: WallTime
  ) -> Plan {
    Plan(status: 404, body: .bytes([]))
  }

  /// The next frame of a streamed answer, or its end. Call again once it has been sent.
  public mutating func nextFrame(of exchange: ExchangeID, at now: WallTime) -> FramePull {
    .end(.closed, at: now)
  }

  /// The client closed its connection before the answer was complete.
  public mutating func clientLeft(_ exchange: ExchangeID, at now: WallTime) {}

  /// A render's file is ready, or could not be made.
  public mutating func artefact(of render: String, _ facts: ArtefactFacts, at now: WallTime) {}

  /// Applies everything that is due and returns what the driver must do or tell.
  public mutating func settle(until now: WallTime) -> [Happening] { [] }

  /// When something becomes due by itself; nil when nothing is pending.
  public var nextDue: WallTime? { nil }
}
