extension Fault {
  static let noSpaceAfterColon = Fault(
    "no-space-after-colon", .stream, [.message], effect: "no space follows a field's colon",
    remedy: "takes the space for optional (contract section 7.7)"
  ) { _ in
    [
      .stream { script, _ in
        script.replaceBytes { bytes in
          let lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
          return Array(lines.map(Self.withoutSpace).joined(separator: "\n").utf8)
        }
      }
    ]
  }

  private static func withoutSpace(_ line: Substring) -> Substring {
    guard let colon = line.firstIndex(of: ":") else { return line }
    let value = line[line.index(after: colon)...]
    return line[...colon] + (value.hasPrefix(" ") ? value.dropFirst() : value)
  }
}
