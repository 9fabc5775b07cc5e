extension Draft {
  /// Gives the draft that ratio; every picture fills the canvas.
  mutating func crop(toWidth ratioWidth: Int, height ratioHeight: Int) {
    let rate = canvas.framesPerSecond
    canvas = .filling(ratioWidth: ratioWidth, ratioHeight: ratioHeight)
    canvas.framesPerSecond = rate
    for index in clips.indices { clips[index].crop = clips[index].filling(canvas) }
  }
}

extension Draft.Clip {
  /// The part of the source that fills the canvas: its middle, moved so that the clicks that the
  /// clip shows stay in the picture where that is possible.
  func filling(_ canvas: Draft.Canvas) -> RenderSpec.Rectangle {
    let ratio = Double(canvas.width) / Double(canvas.height)
    let whole = (width: Double(max(2, asset.width)), height: Double(max(2, asset.height)))
    let width = Draft.Canvas.even(min(whole.width, whole.height * ratio))
    let height = Draft.Canvas.even(min(whole.height, whole.width / ratio))
    let clicks = (asset.probe?.clicks ?? []).filter {
      let time = Int(($0.seconds * 1_000).rounded())
      return time >= sourceStart && time < sourceEnd
    }
    return RenderSpec.Rectangle(
      x: Self.offset(of: width, in: Int(whole.width), showing: clicks.map(\.x)),
      y: Self.offset(of: height, in: Int(whole.height), showing: clicks.map(\.y)),
      width: width, height: height)
  }

  private static func offset(of length: Int, in whole: Int, showing points: [Double]) -> Int {
    let limit = max(0, whole - length)
    var offset = limit / 2
    if let first = points.min(), let last = points.max(), last - first < Double(length) {
      // A point on the edge would be cut in half, so it gets a little room where there is some.
      let room = min(48, (Double(length) - (last - first)) / 2)
      offset = min(offset, Int(first - room))
      offset = max(offset, Int((last + room).rounded(.up)) - length)
    }
    return min(limit, max(0, offset)) / 2 * 2
  }
}
