import NemoHTTP
import Testing

@testable import NemoCassette

/// The same translation however the text is cut.
@Suite struct TextTranslationTests {
  private static let upstreamText =
    #"data: {"a":"https://api.test/x","b":"https:\/\/cdn.test\/y?n=https%3A%2F%2Fapi.test%2Fz","#
    + #""c":"hi http https://"}"# + "\n\nhttp://cdn.test:81"
  private static let ownText =
    #"data: {"a":"http://127.0.0.1:4321/x","b":"http:\/\/127.0.0.1:4321\/__host\/https\/cdn.test"#
    + #"\/y?n=http%3A%2F%2F127.0.0.1%3A4321%2Fz","c":"hi http https://"}"#
    + "\n\nhttp://127.0.0.1:4321/__host/http/cdn.test:81"

  private static func run(_ pieces: [[UInt8]], _ translation: OriginTranslation) -> String {
    var text = TextTranslation(translation)
    var output: [UInt8] = []
    for piece in pieces { output += text.append(piece, isEnd: false).output }
    output += text.append([], isEnd: true).output
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [true, false])
  func `a cut anywhere changes nothing, in either direction`(isOutward: Bool) {
    let translation = isOutward ? OriginTranslationTests.outward() : OriginTranslationTests.inward
    let bytes = Array((isOutward ? Self.upstreamText : Self.ownText).utf8)
    let expected = isOutward ? Self.ownText : Self.upstreamText
    for cut in 0...bytes.count {
      let pieces = [Array(bytes[..<cut]), Array(bytes[cut...])]
      #expect(Self.run(pieces, translation) == expected, "cut at \(cut)")
    }
    for size in 1...7 {
      let pieces = stride(from: 0, to: bytes.count, by: size).map {
        Array(bytes[$0..<min($0 + size, bytes.count)])
      }
      #expect(Self.run(pieces, translation) == expected, "pieces of \(size)")
    }
  }

  @Test func `two cuts anywhere in a URL change nothing`() {
    let bytes = Array("\"https://cdn.test:81/a\"".utf8)
    for first in 0..<bytes.count {
      for second in first..<bytes.count {
        let pieces = [
          Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...]),
        ]
        #expect(
          Self.run(pieces, OriginTranslationTests.outward())
            == "\"http://127.0.0.1:4321/__host/https/cdn.test:81/a\"")
      }
    }
  }

  @Test(arguments: [
    ("data: hello\n\n", ""), ("data: h\n\n", ""), ("data: http://a.test\n\n", ""),
    ("data: h", "h"), ("data: tth", "h"), ("data: htt", "htt"), ("data: hts", ""),
    ("data: https://a.test", "https://a.test"), ("http%3A%2", "http%3A%2"), ("http:\\", "http:\\"),
  ])
  func `held back is only what may begin a URL, and nothing at an event's end`(
    piece: String, held: String
  ) {
    var text = TextTranslation(OriginTranslationTests.outward())
    let steps = text.append(Array(piece.utf8), isEnd: false).steps
    let decided = steps.reduce(0) { $0 + $1.oldCount }
    #expect(String(decoding: piece.utf8.dropFirst(decided), as: UTF8.self) == held)
  }

  @Test func `a name without an end is held back for a few hundred bytes at most`() {
    var text = TextTranslation(OriginTranslationTests.outward())
    var held = 0
    var longest = 0
    for byte in Array("https://".utf8) + Array(repeating: UInt8(ascii: "a"), count: 2_000) {
      held += 1
      held -= text.append([byte], isEnd: false).steps.reduce(0) { $0 + $1.oldCount }
      longest = max(longest, held)
    }
    #expect(longest == 8 + OriginReader.longestAuthorityBytes)
    #expect(held == 0)
  }
}

/// Where the deliveries of a translated body end.
@Suite struct TranslatedChunksTests {
  private func pass(
    _ pieces: [String], _ passing: TranslatedChunks.Passing
  ) -> [[String]] {
    var chunks = TranslatedChunks(OriginTranslationTests.outward(), passing: passing)
    var passed = pieces.map { chunks.append(BodyChunk(Array($0.utf8))) }
    passed.append(chunks.finish())
    return passed.map { chunk in
      guard let chunk else { return [] }
      var rest = chunk.bytes[...]
      let texts = chunk.deliveries.map { delivery in
        defer { rest = rest.dropFirst(delivery.length) }
        return String(decoding: rest.prefix(delivery.length), as: UTF8.self)
      }
      return rest.isEmpty ? texts : ["the deliveries do not add up"]
    }
  }

  @Test func `without delay, all but the beginning of a URL is passed on at once`() {
    #expect(
      pass(["data: a\n\ndata: ht", "m", "l h", "ttps://api.te", "st/x\n\n"], .undelayed) == [
        ["data: a\n\ndata: "], ["ht", "m"], ["l "], [], ["http://127.0.0.1:4321", "/x\n\n"], [],
      ])
  }

  @Test func `whole deliveries keep their cuts where nothing is replaced`() {
    #expect(
      pass(["oh", "my", " h", "t", "t", "p", " x h"], .wholeDeliveries) == [
        [], ["oh", "my"], [], [], [], [], [" h", "t", "t", "p"], [" x h"],
      ])
  }

  @Test func `a cut inside of what is replaced moves to its end`() {
    #expect(
      pass(["{\"u\":\"https://", "ap", "i.test/x\"", "}"], .wholeDeliveries) == [
        [], [], ["{\"u\":\"http://127.0.0.1:4321", "/x\""], ["}"], [],
      ])
  }

  @Test func `what is held back at the end is passed on at the end`() {
    #expect(pass(["a h"], .undelayed) == [["a "], ["h"]])
    #expect(pass(["a h"], .wholeDeliveries) == [[], ["a h"]])
  }
}
