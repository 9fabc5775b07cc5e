@testable import NemoTesting
import Testing

@Suite struct ScopeTests {
  private static func credits() async throws -> Int64 {
    try await TestBackend.current.connection().credits().available
  }

  @Test(.simulator(seed: 7)) func `a test has a world of that seed`() async throws {
    #expect(try TestBackend.current.seed == 7)
    let credits = try await Self.credits()
    #expect(credits == 100)
  }

  @Test(.simulator()) func `without a seed it is made from the test's name`() throws {
    let seed = try #require(try TestBackend.current.seed)
    let test = try #require(Test.current)
    #expect(seed == NameSeed.seed(of: "NemoTestingTests/ScopeTests.swift/\(test.name)"))
  }

  @Test func `seeds from names are the same everywhere`() {
    // The published vectors of FNV-1a for 64 bits.
    #expect(NameSeed.seed(of: "") == 0xcbf2_9ce4_8422_2325)
    #expect(NameSeed.seed(of: "a") == 0xaf63_dc4c_8601_ec8c)
    #expect(NameSeed.seed(of: "foobar") == 0x8594_4171_f739_67e8)
  }

  @Test func `without a trait the error says which one to add`() {
    let backend = #expect(throws: TestBackendError.self) { try TestBackend.current }
    #expect(backend?.code == .noBackend)
    #expect(backend?.description.contains("@Test(.simulator())") == true)
    let clock = #expect(throws: TestBackendError.self) { try TestClock.current }
    #expect(clock?.code == .noClock)
    #expect(clock?.description.contains("@Test(.virtualTime)") == true)
  }

  @Test(.simulator(seed: 1), arguments: 1...8)
  func `each case has a world of its own`(number: Int) async throws {
    let sessions = try await self.sessions(number)
    #expect(sessions.count == number)
    // Each world has one seed, so that all first sessions have the same id.
    #expect(sessions.first == Self.firstSession)
  }

  /// Of a world whose seed is 1.
  private static let firstSession = "8287944057964889714"

  private func sessions(_ count: Int) async throws -> [String] {
    let nemo = try await TestBackend.current.connection()
    var ids: [String] = []
    for _ in 0..<count { ids.append(try await nemo.newSession().stored.id) }
    return ids
  }

  @Test(.simulator(seed: 3)) func `child tasks see the backend of their test`() async throws {
    async let seed = TestBackend.current.seed
    let found = try await seed
    #expect(found == 3)
  }

  @Test(.simulator(seed: 3)) func `connections of one test share their account`() async throws {
    let backend = try TestBackend.current
    let first = try await backend.connection()
    _ = try await backend.connection()
    _ = try await first.credits()
    let nested = try await withSimulator(seed: 4) { try await $0.credits().available }
    #expect(nested == 100)
    #expect(try TestBackend.current === backend)
  }
}

@Suite(.simulator(seed: 11)) struct SuiteScopeTests {
  @Test func `a suite's trait gives each test its own world`() throws {
    #expect(try TestBackend.current.seed == 11)
  }

  @Test(.simulator(seed: 12)) func `a test's own trait comes before the suite's`() throws {
    #expect(try TestBackend.current.seed == 12)
  }

  @Test(.simulator(seed: 11)) func `the same trait twice is one world`() throws {
    #expect(try TestBackend.current.seed == 11)
  }

  @Suite struct Inner {
    @Test func `a suite inside has it too`() throws {
      #expect(try TestBackend.current.seed == 11)
    }
  }
}
