/// Finds the forms of known values in a text, however many are known.
///
/// What decides whether to look closer are the eight bytes at a place.
struct FormIndex: Sendable {
  /// The shortest piece of a secret that counts, in bytes.
  static let gramBytes = 8
  /// For how many places in secrets pieces are looked for. Later secrets are found as a whole.
  static let pieceLimit = 200_000

  /// A known value in one spelling.
  struct Form: Sendable {
    let pattern: [UInt8]
    let replacement: [UInt8]
    let isSecret: Bool

    /// Whether a piece is the value's own: what all of a kind begin with stays.
    func changes(_ range: Range<Int>) -> Bool { pattern[range] != replacement[range] }
  }

  /// What is known to stand at a place.
  enum Match {
    case none
    /// More bytes decide.
    case undecided
    case found(Form, range: Range<Int>)
  }

  private struct Piece {
    let form: Int
    let offset: Int
  }

  /// The forms and pieces that begin with the same eight bytes.
  private struct Bucket {
    var wholes: [Int] = []
    /// The lengths of the wholes, the longest first.
    var lengths: [Int] = []
    var pieces: [Piece] = []
  }

  private var forms: [Form] = []
  private var indices: [[UInt8]: Int] = [:]
  private var buckets: [UInt64: Bucket] = [:]
  private var pieceCount = 0
  private var inPiecesAlready: Set<Int> = []
  private var grams = RoughSet()
  /// The first one to seven bytes of every gram.
  private var beginnings = RoughSet()
  /// Whether to look closer at a byte at all: something may begin there.
  private var mayBegin = (0...UInt8.max).map { SecretScanner.isTrigger($0) }

  /// - Parameter inPieces: whether any eight bytes of the form count, not only all of it.
  mutating func insert(_ form: Form, inPieces: Bool) {
    guard form.pattern.count >= Self.gramBytes else { return }
    let index = indices[form.pattern] ?? insert(form)
    guard inPieces, inPiecesAlready.insert(index).inserted else { return }
    for offset in 0...(form.pattern.count - Self.gramBytes) where pieceCount < Self.pieceLimit {
      let piece = offset..<offset + Self.gramBytes
      guard Self.isTelling(form.pattern[piece]), form.changes(piece) else { continue }
      pieceCount += 1
      insert(gramAt: offset, of: form.pattern) {
        $0.pieces.append(Piece(form: index, offset: offset))
      }
    }
  }

  private mutating func insert(_ form: Form) -> Int {
    let index = forms.count
    forms.append(form)
    indices[form.pattern] = index
    insert(gramAt: 0, of: form.pattern) { bucket in
      bucket.wholes.append(index)
      guard !bucket.lengths.contains(form.pattern.count) else { return }
      bucket.lengths.append(form.pattern.count)
      bucket.lengths.sort(by: >)
    }
    return index
  }

  private mutating func insert(
    gramAt offset: Int, of pattern: [UInt8], _ add: (inout Bucket) -> Void
  ) {
    let gram = Self.load(pattern, at: offset, count: Self.gramBytes)
    let isNew = buckets[gram] == nil
    add(&buckets[gram, default: Bucket()])
    guard isNew else { return }
    mayBegin[Int(pattern[offset])] = true
    grams.insert(gram)
    for count in 1..<Self.gramBytes { beginnings.insert(Self.beginning(gram, count)) }
  }

  /// Words and runs of zeros are no sign of a secret; a mixture of letters and digits is.
  private static func isTelling(_ gram: ArraySlice<UInt8>) -> Bool {
    var kinds = 0
    for byte in gram {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): kinds |= 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): kinds |= 2
      case UInt8(ascii: "0")...UInt8(ascii: "9"): kinds |= 4
      default: break
      }
    }
    return kinds.nonzeroBitCount > 1
  }

  /// The next place at which a value, a shape or a key may begin; the text's end when there is none.
  func nextPlace(in bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      mayBegin.withUnsafeBufferPointer { mayBegin in
        var position = start
        while position < bytes.count {
          let byte = bytes[position]
          if mayBegin[Int(byte)] {
            if SecretScanner.isTrigger(byte) || position + Self.gramBytes > bytes.count { break }
            let gram = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            if grams.mayContain(gram) { break }
          }
          position += 1
        }
        return position
      }
    }
  }

  /// The longest known value, or piece of one, at a place.
  func match(in bytes: [UInt8], at start: Int, isAtEnd: Bool) -> Match {
    let rest = bytes.count - start
    guard rest >= Self.gramBytes else {
      let beginning = Self.beginning(Self.load(bytes, at: start, count: rest), rest)
      return !isAtEnd && beginnings.mayContain(beginning) ? .undecided : .none
    }
    guard let bucket = buckets[Self.load(bytes, at: start, count: Self.gramBytes)] else {
      return .none
    }
    var best = longestWhole(bucket, bytes, start)
    if let longest = bucket.lengths.first, longest > rest {
      for index in bucket.wholes where forms[index].pattern.count > rest {
        guard Self.common(forms[index].pattern, 0, bytes, start) == rest else { continue }
        guard isAtEnd else { return .undecided }
        best = (Piece(form: index, offset: 0), rest)
      }
    }
    for piece in bucket.pieces {
      let pattern = forms[piece.form].pattern
      let count = Self.common(pattern, piece.offset, bytes, start)
      if !isAtEnd && count == rest && piece.offset + count < pattern.count { return .undecided }
      if count > best?.count ?? 0 { best = (piece, count) }
    }
    guard let (piece, count) = best else { return .none }
    let (form, range) = (forms[piece.form], piece.offset..<piece.offset + count)
    return form.changes(range) ? .found(form, range: range) : .none
  }

  private func longestWhole(
    _ bucket: Bucket, _ bytes: [UInt8], _ start: Int
  ) -> (piece: Piece, count: Int)? {
    for count in bucket.lengths where count <= bytes.count - start {
      if let index = indices[Array(bytes[start..<start + count])] {
        return (Piece(form: index, offset: 0), count)
      }
    }
    return nil
  }

  /// How many bytes are the same from the two places on.
  private static func common(
    _ pattern: [UInt8], _ offset: Int, _ bytes: [UInt8], _ start: Int
  ) -> Int {
    let limit = min(pattern.count - offset, bytes.count - start)
    var count = 0
    while count < limit, pattern[offset + count] == bytes[start + count] { count += 1 }
    return count
  }

  private static func load(_ bytes: [UInt8], at start: Int, count: Int) -> UInt64 {
    var value: UInt64 = 0
    withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes[start..<start + count]) }
    return value
  }

  /// The first `count` bytes of a gram, marked by their number.
  private static func beginning(_ gram: UInt64, _ count: Int) -> UInt64 {
    var value = gram
    withUnsafeMutableBytes(of: &value) { bytes in
      for index in count..<gramBytes { bytes[index] = 0 }
      bytes[gramBytes - 1] = UInt8(count)
    }
    return value
  }
}

/// A set that may claim to contain what it does not, but never the other way round.
private struct RoughSet: Sendable {
  private static let bitsLog2 = 20
  private var words: [UInt64] = []

  private static func bit(_ value: UInt64) -> Int {
    // Fibonacci hashing: the upper bits of a product with 2^64 divided by the golden ratio.
    Int(truncatingIfNeeded: (value &* 0x9e37_79b9_7f4a_7c15) >> (64 - UInt64(bitsLog2)))
  }

  func mayContain(_ value: UInt64) -> Bool {
    guard !words.isEmpty else { return false }
    let bit = Self.bit(value)
    return words[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  mutating func insert(_ value: UInt64) {
    if words.isEmpty { words = Array(repeating: 0, count: 1 << (Self.bitsLog2 - 6)) }
    let bit = Self.bit(value)
    words[bit >> 6] |= 1 << UInt64(bit & 63)
  }
}
