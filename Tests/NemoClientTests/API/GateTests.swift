import NemoTime
import Testing

@testable import NemoClient

@Suite struct GateTests {
  @Test func `promise 9: one at a time, in the order of arrival`() async throws {
    let order = try await VirtualTime.run { time in
      let gate = Gate()
      let order = Locked<[Int]>([])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<5 {
          group.addTask {
            try await time.sleep(for: .milliseconds(number))
            try await gate.enter()
            defer { gate.leave() }
            order.withLock { $0.append(number) }
            try await time.sleep(for: .seconds(1))
            order.withLock { $0.append(-number) }
          }
        }
        try await group.waitForAll()
      }
      return order.withLock { $0 }
    }
    #expect(order == [0, 0, 1, -1, 2, -2, 3, -3, 4, -4])
  }

  @Test func `one that is cancelled while waiting leaves the queue`() async throws {
    try await VirtualTime.run { time in
      let gate = Gate()
      try await gate.enter()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await gate.enter() }
        try await time.sleep(for: .seconds(1))
        group.cancelAll()
        await #expect(throws: CancellationError.self) { try await group.next() }
      }
      gate.leave()
      try await gate.enter()
    }
  }
}
