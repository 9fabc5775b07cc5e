import Testing

@testable import NemoClient

@Suite struct SentenceTests {
  @Test(
    arguments: EnglishSentences.all + ChineseSentences.all + LaterSentences.all + LastSentences.all)
  func `a sentence goes where a person would send it`(intent: Intent, sentences: String) {
    for sentence in lines(sentences) {
      let read = IntentRouter.route(sentence)
      #expect(read == intent, "\(sentence)")
    }
  }

  @Test func `there are two hundred and eighty of them and more, and none twice`() {
    let sentences =
      (EnglishSentences.all + ChineseSentences.all + LaterSentences.all + LastSentences.all).flatMap
    {
      lines($0.1)
    }
    #expect(sentences.count > 280)
    #expect(Set(sentences).count == sentences.count)
  }
}
