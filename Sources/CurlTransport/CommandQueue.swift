import CCurl
import NemoHTTP
import NemoTime

/// What the thread of a transport is asked to do.
enum Command: Sendable {
  case start(Exchange, WireTraffic.Exchange?)
  case resumeReceiving(Exchange.ID)
  case resumeSending(Exchange.ID)
  case remove(Exchange.ID)
}

/// The way onto a transport's thread.
///
/// Its length is bounded by the exchanges that wait: each has at most one command of each kind in
/// flight per turn of the loop.
final class CommandQueue: Sendable {
  private struct State {
    var commands: [Command] = []
    var isClosed = false
    /// Nil once the thread has given it up.
    var multi: MultiHandle?
  }

  private let state: Locked<State>

  init(waking multi: MultiHandle) {
    state = Locked(State(multi: multi))
  }

  /// Adds a command and wakes the thread. After ``close()`` an exchange fails instead of starting.
  func push(_ command: Command) {
    let isRefused = state.withLock { state in
      if state.isClosed { return true }
      state.commands.append(command)
      if state.commands.count == 1 { state.multi?.wakeUp() }
      return false
    }
    if isRefused, case .start(let exchange, let account) = command {
      exchange.finish(.shutDown(sent: .nothing))
      account?.close()
    }
  }

  /// Everything that was asked since the last call; nil once the queue is closed.
  func take() -> [Command]? {
    state.withLock { state in
      if state.isClosed { return nil }
      defer { state.commands.removeAll() }
      return state.commands
    }
  }

  /// Lets the thread end.
  func close() {
    state.withLock { state in
      state.isClosed = true
      state.multi?.wakeUp()
    }
  }

  /// The thread is about to free its handle. Returns what was never started.
  func giveUp() -> [Command] {
    state.withLock { state in
      state.isClosed = true
      state.multi = nil
      defer { state.commands.removeAll() }
      return state.commands
    }
  }
}

/// A libcurl multi handle.
///
/// `@unchecked Sendable`: it is used by the thread of its transport alone, except for
/// `curl_multi_wakeup`, which libcurl allows from any thread; ``CommandQueue`` calls that under a
/// lock, and not after the handle was given up.
struct MultiHandle: @unchecked Sendable {
  let raw: UnsafeMutableRawPointer

  func wakeUp() { curl_multi_wakeup(raw) }
}
