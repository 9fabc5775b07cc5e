import NemoTime

/// The connections of one listener, each served by one task.
///
/// On the event loops no task group: a connection that its client closes has to be cancelled alone,
/// for which a group needs two more tasks for each, and there may be thousands.
final class ConnectionTasks: Sendable {
  private struct State {
    var lastID = 0
    /// Those that are served, by whatever task.
    var open = 0
    var tasks: [Int: Task<Void, Never>] = [:]
  }

  private let state = Locked(State())
  private let limit: Int

  /// - Parameter limit: connections beyond that number are refused.
  init(limit: Int) { self.limit = limit }

  /// Serves a connection until it is closed.
  func start(_ connection: Connection, on executor: (any TaskExecutor)?) {
    let task = state.withLock { state in
      state.lastID += 1
      let id = state.lastID
      let isRefused = isFull(&state)
      let task = Task(executorPreference: executor) {
        await connection.run(refusing: isRefused, onLoop: executor != nil)
        self.state.withLock { state in
          state.open -= 1
          state.tasks[id] = nil
        }
      }
      state.tasks[id] = task
      return task
    }
    connection.cancelWhenClosed(task)
  }

  /// Serves a connection until it is closed, in the caller's task and on its executor.
  func run(_ connection: Connection) async {
    let isRefused = state.withLock { isFull(&$0) }
    await connection.runUntilClosed(refusing: isRefused)
    state.withLock { $0.open -= 1 }
  }

  private func isFull(_ state: inout State) -> Bool {
    state.open += 1
    return state.open > limit
  }

  /// Cancels all that were started, and returns once the last has ended. None may be started any more.
  func end() async {
    let tasks = state.withLock { $0.tasks.sorted { $0.key < $1.key }.map(\.value) }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }
}
