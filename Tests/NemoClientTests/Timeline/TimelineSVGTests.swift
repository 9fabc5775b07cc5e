import Foundation
import NemoTime
import Testing

@testable import NemoClient

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct TimelineSVGTests {
  private static let hostile = """
    {"d":3000,"m":{"title":"</title><script>alert(1)</script>"},"t":[
    {"tt":0,"n":"\\"x\\" y='z' & co","sg":[{"d":3000,"m":{"title":"]]> & <b> \\u0007\\uffff"}}]},
    {"tt":7,"sg":[{"s":10,"d":1,"m":{"text":"a\\u0001<&>\\"'"}}]}]}
    """

  @Test func `a drawing is well formed and holds its texts as text`() throws {
    let drawing = TimelineSVG.document(try draft(Self.hostile))
    let reading = Reading(drawing)
    #expect(reading.isWellFormed)
    #expect(reading.elements.isDisjoint(with: ["script", "b", "image", "foreignObject"]))
    #expect(reading.texts.contains("Timeline · </title><script>alert(1)</script>"))
    #expect(reading.texts.contains("]]> & <b> (0-3s)"))
    #expect(reading.texts.contains("\"a<&>\"'\" (0-0s)"))
    #expect(!drawing.contains("http://") || drawing.components(separatedBy: "http").count == 2)
  }

  @Test func `bars stand where their times are, and texts within them are clipped`() throws {
    let drawing = TimelineSVG.document(
      try draft(
        #"{"d":4000,"t":[{"tt":0,"sg":[{"s":0,"d":2000,"n":"a"},{"s":2000,"d":2000,"n":"b"}]}]}"#))
    #expect(drawing.contains(#"viewBox="0 0 1200 168" width="1200" height="168" xml:lang="en""#))
    #expect(
      drawing.contains(
        #"<g><title>a (0-2s)</title><svg x="192" y="109" width="485" height="30.0"><rect class="video" width="100%" height="100%" rx="5"/><text class="within" x="8" y="19.5">a (0-2s)</text></svg></g>"#
      ))
    #expect(drawing.contains(#"<g><title>b (2-4s)</title><svg x="678" y="109" width="485""#))
  }

  @Test func `light and dark, and a description for those who hear it`() throws {
    let drawing = TimelineSVG.document(nil, in: .chinese)
    #expect(drawing.contains("@media (prefers-color-scheme: dark)"))
    #expect(drawing.contains(#"<title id="nemo-timeline-title">时间线</title>"#))
    #expect(drawing.contains(#"<desc id="nemo-timeline-text">时间线是空的。</desc>"#))
    #expect(Reading(drawing).isWellFormed)
  }

  @Test func `whatever the draft, the drawing is well formed`() throws {
    var random = SeededGenerator(seed: 6, stream: "drawings")
    for round in 0..<150 {
      guard let draft = Draft(bytes: Mutation.mutate(Array(Self.hostile.utf8), with: &random))
      else { continue }
      #expect(Reading(TimelineSVG.document(draft)).isWellFormed, "seed 6, round \(round)")
    }
  }
}

/// What an XML parser of its own finds in a document.
private final class Reading: NSObject, XMLParserDelegate {
  private(set) var isWellFormed = false
  private(set) var elements: Set<String> = []
  private(set) var texts: [String] = []
  private var text = ""

  init(_ document: String) {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.insert(name)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    texts.append(text)
    text = ""
  }
}
