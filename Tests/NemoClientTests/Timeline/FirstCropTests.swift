import NemoClient
import Testing

@Suite struct FirstCropTests {
  private func state(width: Int, height: Int) throws -> SessionState {
    let json = """
      {"t":[{"tt":0,"sg":[{"s":0,"d":12000,"m":{"title":"a.mp4"}}]}],"d":12000,\
      "m":{"width":\(width),"height":\(height)}}
      """
    let draft = try #require(Draft(bytes: Array(json.utf8)))
    return SessionState(
      draft: draft, media: [UploadedFile(filename: "a.mp4", width: 1_180, height: 920)])
  }

  private var before: SessionState {
    SessionState(media: [UploadedFile(filename: "a.mp4", width: 1_180, height: 920)])
  }

  @Test func `a first edit that gives an upload another shape is told as a crop`() throws {
    let diff = TimelineDiff(before: before, after: try state(width: 1_920, height: 1_080))
    #expect(
      diff.sentences == ["Video added: a.mp4 (0-12s)", "Video cropped to 1920x1080"])
  }

  @Test func `a first edit that keeps the upload's shape is not`() throws {
    let diff = TimelineDiff(before: before, after: try state(width: 1_386, height: 1_080))
    #expect(diff.sentences == ["Video added: a.mp4 (0-12s)"])
  }
}
