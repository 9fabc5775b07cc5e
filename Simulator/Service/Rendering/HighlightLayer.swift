import NemoSimulator

/// Rings that grow from mouse clicks and fade.
enum HighlightLayer {
  /// How many clicks of one render are shown.
  static let limit = 200

  static func add(
    _ highlights: [RenderSpec.Highlight], width: Int, height: Int, over picture: String,
    _ graph: inout FilterGraph
  ) -> String {
    let shown = highlights.prefix(limit)
    guard let length = shown.map(\.durationMilliseconds).max(), length > 0 else { return picture }
    let radius = max(16, min(width, height) / 12)
    let ring = self.ring(radius: radius, length: length, &graph)
    var label = picture
    for (highlight, copy) in zip(shown, graph.split(ring, into: shown.count)) {
      let start = FilterGraph.seconds(highlight.startMilliseconds)
      let late = graph.chain([copy], ["setpts=PTS-STARTPTS+\(start)/TB"])
      let side = radius + radius / 4
      label = graph.chain(
        [label, late],
        ["overlay=x=\(highlight.x - side):y=\(highlight.y - side):eof_action=pass"])
    }
    return label
  }

  /// Drawn once, in yellow with a soft disc inside; its edges are anti-aliased by the alpha.
  private static func ring(radius: Int, length: Int, _ graph: inout FilterGraph) -> String {
    let side = 2 * (radius + radius / 4)
    let center = Double(side) / 2 - 0.5
    let line = Double(max(3, radius / 9))
    let progress = "min(T/\(FilterGraph.seconds(length)),1)"
    let reach = "\(radius)*(0.3+0.7*sqrt(\(progress)))"
    let distance = "hypot(X-\(center),Y-\(center))"
    let alpha =
      "(1-pow(\(progress),3))*max(240*clip(\(line)/2+1-abs(\(distance)-\(reach)),0,1),"
      + "70*clip(\(reach)-\(distance),0,1))"
    return graph.chain(
      [],
      [
        "color=c=black:s=\(side)x\(side):r=\(PictureTrack.framesPerSecond)"
          + ":d=\(FilterGraph.seconds(length))", "format=rgba",
        "geq=r=255:g=205:b=20:a='\(alpha)'", "format=yuva420p",
      ])
  }
}
