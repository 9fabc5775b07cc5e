/// Puts the replayed client's ids in the place of the recorded ones.
///
/// With the same length nothing moves. Otherwise later cuts shift, a cut inside of an id moves to
/// its end, and the Content-Length changes along.
struct Substitution {
  private let replacements: [String: String]
  private let search: IDSearch

  /// - Parameter clientIDs: the replayed client's ids by the recorded ones.
  init(_ clientIDs: [String: String]) {
    replacements = clientIDs.filter { $0.key != $0.value }
    search = IDSearch(replacements.keys)
  }

  func apply(to response: Exchange.Response) -> Exchange.Response {
    guard !search.isEmpty else { return response }
    var response = response
    for index in response.headers.indices {
      let value = substitute(Array(response.headers[index].value.utf8)).bytes
      response.headers[index].value = String(decoding: value, as: UTF8.self)
    }
    guard case .bytes(let bytes) = response.body else { return response }
    let (substituted, moves) = substitute(bytes)
    response.body = .bytes(substituted)
    response.cuts = shift(response.cuts, moves)
    response.adjustContentLength(by: substituted.count - bytes.count)
    return response
  }

  /// An id at `old` of the recorded bytes now ends at `newEnd`.
  private struct Move {
    var old: Range<Int>
    var newEnd: Int
  }

  private func substitute(_ bytes: [UInt8]) -> (bytes: [UInt8], moves: [Move]) {
    var output: [UInt8] = []
    var moves: [Move] = []
    var position = 0
    for range in search.occurrences(in: bytes) {
      output += bytes[position..<range.lowerBound]
      output += (replacements[String(decoding: bytes[range], as: UTF8.self)] ?? "").utf8
      moves.append(Move(old: range, newEnd: output.count))
      position = range.upperBound
    }
    return (output + bytes[position...], moves)
  }

  private func shift(_ cuts: [Exchange.Cut], _ moves: [Move]) -> [Exchange.Cut] {
    var oldEnd = 0
    var newStart = 0
    return cuts.map { cut in
      oldEnd += cut.length
      let newEnd = newPosition(of: oldEnd, moves)
      defer { newStart = newEnd }
      return Exchange.Cut(length: newEnd - newStart, at: cut.at)
    }
  }

  private func newPosition(of cut: Int, _ moves: [Move]) -> Int {
    guard let last = moves.last(where: { $0.old.lowerBound < cut }) else { return cut }
    if last.old.upperBound <= cut { return last.newEnd + cut - last.old.upperBound }
    let keepsItsLength = last.newEnd - last.old.upperBound == before(last, moves)
    return keepsItsLength ? cut + before(last, moves) : last.newEnd
  }

  /// By how much everything in front of this id has moved.
  private func before(_ move: Move, _ moves: [Move]) -> Int {
    guard let previous = moves.last(where: { $0.old.lowerBound < move.old.lowerBound }) else {
      return 0
    }
    return previous.newEnd - previous.old.upperBound
  }
}

extension Exchange.Response {
  fileprivate mutating func adjustContentLength(by difference: Int) {
    for index in headers.indices where headers[index].name.lowercased() == "content-length" {
      guard let length = Int(headers[index].value) else { continue }
      headers[index].value = String(length + difference)
    }
  }
}
