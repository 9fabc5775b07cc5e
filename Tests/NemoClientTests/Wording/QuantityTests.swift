import Testing

@testable import NemoClient

@Suite struct QuantityTests {
  @Test(arguments: [
    (0, "1 second", "1 秒"), (1, "1 second", "1 秒"), (30, "30 seconds", "30 秒"),
    (119, "119 seconds", "119 秒"), (270, "5 minutes", "5 分钟"), (7_200, "2 hours", "2 小时"),
    (604_800, "7 days", "7 天"),
  ])
  func `a duration is told in its largest unit`(seconds: Int, english: String, chinese: String) {
    let quantity = Quantity.duration(.seconds(seconds))
    #expect(quantity.text(in: .english) == english)
    #expect(quantity.text(in: .chinese) == chinese)
  }

  @Test(arguments: [
    (999, "999 bytes", "999 字节"), (12_345, "12 kB", "12 kB"), (3_456_789, "3.4 MB", "3.4 MB"),
  ])
  func `a size is told in decimal units`(bytes: Int, english: String, chinese: String) {
    #expect(Quantity.size(bytes: bytes).text(in: .english) == english)
    #expect(Quantity.size(bytes: bytes).text(in: .chinese) == chinese)
  }
}
