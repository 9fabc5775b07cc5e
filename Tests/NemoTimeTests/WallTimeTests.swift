import NemoTime
import Testing

@Suite struct WallTimeTests {
  @Test func `ISO 8601 is read with and without a fraction and written in whole seconds`() {
    // The sample of the contract, section 21.4.
    let time = WallTime(iso8601: "2030-01-08T00:00:00Z")
    #expect(time?.millisecondsSinceEpoch == 1_894_060_800_000)
    #expect(time?.iso8601 == "2030-01-08T00:00:00Z")
    #expect(
      WallTime(iso8601: "2030-01-08T00:00:00.250Z")?.millisecondsSinceEpoch == 1_894_060_800_250)
    #expect(WallTime(iso8601: "soon") == nil)
  }
}
