import NemoHTTP
import NemoSimulator
import NemoTime

/// A journal as a live event stream: an event for each entry, with its number as id, and one named
/// `reset` where the world begins anew.
final class JournalTail: Sendable {
  /// How many may follow one world at a time.
  static let limit = 100

  private struct State {
    var filter: ControlService.JournalFilter
    var life: Int
    var isFirst = true
  }

  private let world: HostedWorld
  private let state: Locked<State>
  private let news: AsyncStream<Void>
  private let id: Int

  init(_ world: HostedWorld, _ filter: ControlService.JournalFilter) throws(ControlRefusal) {
    let (news, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let id = world.listeners.withLock { listeners -> Int? in
      guard listeners.count < Self.limit else { return nil }
      let id = (listeners.keys.max() ?? 0) + 1
      listeners[id] = continuation
      return id
    }
    guard let id else {
      throw ControlRefusal(
        409, "too-many-tails", "\(Self.limit) streams follow this journal already. End some.")
    }
    self.id = id
    self.world = world
    self.news = news
    state = Locked(State(filter: filter, life: world.life.number))
  }

  deinit { world.listeners.withLock { $0[id] = nil } }

  /// What is new, as soon as there is something; nil when the world has gone.
  func next() async throws -> BodyChunk? {
    // At once, so that a client sees that it is heard.
    if state.withLock({ state in
      defer { state.isFirst = false }
      return state.isFirst
    }) {
      return BodyChunk(Array(": tail\n\n".utf8) + take())
    }
    for await _ in news {
      let bytes = take()
      if !bytes.isEmpty { return BodyChunk(bytes) }
    }
    try Task.checkCancellation()
    return nil
  }

  private func take() -> [UInt8] {
    let life = world.life
    let value = life.service.world
    return state.withLock { state in
      var bytes: [UInt8] = []
      if state.life != life.number {
        state.life = life.number
        state.filter.after = 0
        bytes += "event: reset\ndata: {}\n\n".utf8
      }
      for entry in state.filter.entries(of: value) {
        bytes += "id: \(entry.number)\ndata: ".utf8 + ControlJSON.bytes(entry) + "\n\n".utf8
      }
      state.filter.after = value.firstJournalNumber + value.journal.count - 1
      return bytes
    }
  }
}
