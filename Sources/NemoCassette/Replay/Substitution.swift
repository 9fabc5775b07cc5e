/// Puts the replayed client's ids in the place of the recorded ones.
///
/// With the same length nothing moves. Otherwise later cuts shift, a cut inside of an id moves to
/// its end, and the Content-Length changes along. Ids are found as ``IDSearch`` tells: plain, on
/// the joined body. Bodies in files of their own, ranges of bodies and encoded ones stay as they
/// are; a file is not looked through, and in the others an id has no place.
struct Substitution: Sendable {
  private var replacements: [String: String] = [:]
  private var search = IDSearch()

  init() {}

  /// - Parameter clientIDs: the replayed client's ids by the recorded ones.
  init(_ clientIDs: [String: String]) {
    for (recorded, id) in clientIDs { set(recorded, to: id) }
  }

  /// From now on `id` stands where `recorded` stood.
  mutating func set(_ recorded: String, to id: String) {
    guard recorded != id else {
      if replacements.removeValue(forKey: recorded) != nil { search.remove(recorded) }
      return
    }
    replacements[recorded] = id
    search.insert(recorded)
  }

  func apply(to response: Exchange.Response) -> Exchange.Response {
    guard !search.isEmpty else { return response }
    var response = response
    for index in response.headers.indices where !response.headers[index].isAboutLength {
      let value = substitute(Array(response.headers[index].value.utf8)).bytes
      response.headers[index].value = String(decoding: value, as: UTF8.self)
    }
    guard case .bytes(let bytes) = response.body, !response.isPartOrEncoded else { return response }
    let (substituted, moves) = substitute(bytes)
    guard !moves.isEmpty else { return response }
    response.body = .bytes(substituted)
    response.cuts = Self.shift(response.cuts, moves)
    response.adjustContentLength(by: substituted.count - bytes.count)
    return response
  }

  /// An id at `old` of the recorded bytes now ends at `newEnd`.
  private struct Move {
    var old: Range<Int>
    var newEnd: Int

    /// By how much everything behind the id moves.
    var shift: Int { newEnd - old.upperBound }
  }

  private func substitute(_ bytes: [UInt8]) -> (bytes: [UInt8], moves: [Move]) {
    let ranges = search.occurrences(in: bytes)
    guard !ranges.isEmpty else { return (bytes, []) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var moves: [Move] = []
    var position = 0
    for range in ranges {
      output += bytes[position..<range.lowerBound]
      let recorded = String(decoding: bytes[range], as: UTF8.self)
      output += (replacements[recorded] ?? recorded).utf8
      moves.append(Move(old: range, newEnd: output.count))
      position = range.upperBound
    }
    output += bytes[position...]
    return (output, moves)
  }

  /// Both lists are in order, so one pass is enough. What a moved cut leaves empty is no cut.
  private static func shift(_ cuts: [Exchange.Cut], _ moves: [Move]) -> [Exchange.Cut] {
    var shifted: [Exchange.Cut] = []
    var (oldEnd, newStart, shift) = (0, 0, 0)
    var rest = moves[...]
    for cut in cuts {
      oldEnd += cut.length
      while let move = rest.first, move.old.upperBound <= oldEnd {
        shift = move.shift
        rest.removeFirst()
      }
      var newEnd = oldEnd + shift
      if let move = rest.first, move.old.lowerBound < oldEnd, move.shift != shift {
        newEnd = move.newEnd
      }
      guard newEnd > newStart || cut.length == 0 else { continue }
      shifted.append(Exchange.Cut(length: newEnd - newStart, at: cut.at))
      newStart = newEnd
    }
    return shifted
  }
}

extension HeaderPair {
  /// A number in it is no id, whatever it looks like.
  fileprivate var isAboutLength: Bool {
    ["content-length", "content-range"].contains(name.lowercased())
  }
}

extension Exchange.Response {
  fileprivate var isPartOrEncoded: Bool {
    let encoding = header("Content-Encoding") ?? "identity"
    return header("Content-Range") != nil || encoding.lowercased() != "identity"
  }

  fileprivate mutating func adjustContentLength(by difference: Int) {
    for index in headers.indices where headers[index].name.lowercased() == "content-length" {
      guard let length = Int(headers[index].value) else { continue }
      headers[index].value = String(length + difference)
    }
  }
}
