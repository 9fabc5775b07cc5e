/// Does `work`, which has no end of its own, beside `body`, and ends it with that.
///
/// - Throws: what `body` throws; `CancellationError` when the task is cancelled.
func beside<Result: Sendable>(
  _ work: @escaping @Sendable () async -> Void,
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result?.self) { group in
    group.addTask {
      await work()
      return nil
    }
    group.addTask { try await body() }
    defer { group.cancelAll() }
    while let result = try await group.next() {
      if let result { return result }
    }
    throw CancellationError()
  }
}
