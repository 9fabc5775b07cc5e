extension Fault {
  static let multiLineData = Fault(
    "multi-line-data", .stream, [.message],
    effect: "an event's JSON stands on several data lines, one for each key",
    remedy: "joins them with line feeds (contract section 7.7)"
  ) { _ in
    [
      .stream { script, _ in
        script.replaceFrames { frame in
          guard case .object(let members) = frame.json else { return [frame] }
          let lines = Self.lines(of: members).map { "data: \($0)\n" }
          return [.init(at: frame.at, bytes: Array((lines.joined() + "\n").utf8))]
        }
      }
    ]
  }

  private static func lines(of members: [JSON.Member]) -> [String] {
    let inner = members.enumerated().map { index, member in
      let text = JSON.object([member]).text.dropFirst().dropLast()
      return index + 1 < members.count ? text + "," : text
    }
    return ["{"] + inner.map { String($0) } + ["}"]
  }
}
