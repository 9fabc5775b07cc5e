import NemoTime

/// The connections of one listener, each served by one task.
///
/// No task group: a connection that its client closes has to be cancelled alone, for which a group
/// would need two more tasks for each, and there may be thousands.
final class ConnectionTasks: Sendable {
  private struct State {
    var lastID = 0
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
      let isRefused = state.tasks.count >= limit
      let task = Task(executorPreference: executor) {
        await connection.run(refusing: isRefused)
        self.state.withLock { _ = $0.tasks.removeValue(forKey: id) }
      }
      state.tasks[id] = task
      return task
    }
    connection.cancelWhenClosed(task)
  }

  /// Cancels all of them, and returns once the last has ended. None may be started any more.
  func end() async {
    let tasks = state.withLock { $0.tasks.sorted { $0.key < $1.key }.map(\.value) }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }
}
