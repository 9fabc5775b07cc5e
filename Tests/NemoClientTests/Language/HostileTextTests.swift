import NemoTime
import Testing

@testable import NemoClient

@Suite struct HostileTextTests {
  private static let pieces = [
    "export", "导出", "\"", "“", "”", "'", "`", "\\", " ", ".", "a.mp4", "/", "~/", "and", "then",
    "然后", "drag", "the", "to", "拖", "到", "把", "Click", "\u{301}", "🙂", "，", ", ", "。", "\n",
    "https://", "if", "。mp4", "字幕", "you", "\u{0}", "\r\n", "-", "é",
  ]

  /// Nothing may trap, and what is left of a message is part of what the user wrote.
  @Test(arguments: UInt64(1)...10) func `no text is too strange to be read`(seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: "text")
    for _ in 0..<100 {
      let count = Int(random.next() % 24)
      let text = (0..<count).map { _ in
        Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
          + (random.next() % 3 == 0 ? " " : "")
      }.joined()
      let request = IntentRouter.read(text)
      #expect(text.contains(request.text), "seed \(seed)")
      _ = ClientAdvice.of(text)
      for action in GUITranslator.translate(text).actions {
        _ = SuggestionPolicy.decide(action, after: text)
      }
    }
  }

  @Test func `a long text is a message, and none of it is lost`() {
    for piece in ["export ", "导出", "\"“'", "a.mp4 ", "and export, ", "拖到"] {
      let text = String(repeating: piece, count: 20_000)
      #expect(IntentRouter.read(text) == Request(.message, text: text))
      #expect(ClientAdvice.of(text) == nil)
      #expect(SuggestionPolicy.decide(.export, after: text) == .offer)
    }
  }
}
