public import NemoSimulator

/// Reads what common formats say in their first bytes, where there is no ffprobe: the duration and
/// size of MP4 and MOV, the size of PNG, GIF and JPEG, the duration of WAV.
public struct MediaSniffer: MediaProber {
  /// How much of a file's start is read. Of ISO files, boxes are skipped over to `moov` first.
  static let windowBytes = 1 << 20

  public init() {}

  public func probe(_ reference: MediaReference, in store: any MediaStore) async -> MediaProbe? {
    guard let size = try? store.size(of: reference),
      let start = try? store.bytes(of: reference, at: 0, upTo: Self.windowBytes)
    else { return nil }
    let bytes = ByteView(start)
    if bytes.text(at: 4, 4) == "ftyp" { return movie(reference, store, size) }
    return image(bytes) ?? wave(bytes, size)
  }

  // MARK: Pictures

  private func image(_ bytes: ByteView) -> MediaProbe? {
    // PNG, RFC 2083 section 4.1.1: IHDR comes first.
    if bytes.text(at: 1, 3) == "PNG", bytes.text(at: 12, 4) == "IHDR" {
      return image(bytes.big(at: 16, 4), bytes.big(at: 20, 4))
    }
    // GIF89a, section 18: the logical screen.
    if bytes.text(at: 0, 4) == "GIF8" {
      return image(bytes.little(at: 6, 2), bytes.little(at: 8, 2))
    }
    return jpeg(bytes)
  }

  private func image(_ width: Int?, _ height: Int?) -> MediaProbe? {
    guard let width, let height, width > 0, height > 0 else { return nil }
    return MediaProbe(kind: .image, durationSeconds: 0, width: width, height: height)
  }

  /// JPEG, ITU T.81 section B.2: the size is in the start-of-frame segment.
  private func jpeg(_ bytes: ByteView) -> MediaProbe? {
    guard bytes.big(at: 0, 2) == 0xffd8 else { return nil }
    var offset = 2
    while let marker = bytes.big(at: offset, 2), marker & 0xff00 == 0xff00,
      let length = bytes.big(at: offset + 2, 2), length >= 2
    {
      let isFrame =
        (0xffc0...0xffcf).contains(marker) && ![0xffc4, 0xffc8, 0xffcc].contains(marker)
      if isFrame { return image(bytes.big(at: offset + 7, 2), bytes.big(at: offset + 5, 2)) }
      offset += 2 + length
    }
    return nil
  }

  // MARK: Sound

  /// RIFF WAVE: the byte rate of `fmt ` and the length of the file.
  private func wave(_ bytes: ByteView, _ size: Int) -> MediaProbe? {
    guard bytes.text(at: 0, 4) == "RIFF", bytes.text(at: 8, 4) == "WAVE",
      let rate = bytes.little(at: 28, 4), rate > 0, size > 44
    else { return nil }
    return MediaProbe(
      kind: .audio, durationSeconds: Double(size - 44) / Double(rate), hasAudio: true)
  }

  // MARK: Movies

  /// ISO/IEC 14496-12: `moov` may be at the end of the file, so boxes are skipped.
  private func movie(
    _ reference: MediaReference, _ store: any MediaStore, _ size: Int
  ) -> MediaProbe? {
    var offset = 0
    while offset < size, let head = try? store.bytes(of: reference, at: offset, upTo: 16),
      let box = Box(ByteView(head), at: 0, end: size - offset)
    {
      if box.type == "moov" {
        let count = min(box.size, Self.windowBytes)
        guard let bytes = try? store.bytes(of: reference, at: offset, upTo: count) else {
          return nil
        }
        return Movie(ByteView(bytes)).probe
      }
      offset += box.size
    }
    return nil
  }
}

/// The parts of a `moov` box that a probe needs.
private struct Movie {
  private var seconds: Double?
  private var width = 0
  private var height = 0
  private var hasAudio = false

  init(_ bytes: ByteView) {
    guard let moov = Box(bytes, at: 0, end: bytes.count) else { return }
    read(bytes, moov.content)
  }

  var probe: MediaProbe? {
    guard let seconds else { return nil }
    guard width > 0, height > 0 else {
      return hasAudio ? MediaProbe(kind: .audio, durationSeconds: seconds, hasAudio: true) : nil
    }
    return MediaProbe(
      kind: .video, durationSeconds: seconds, width: width, height: height, hasAudio: hasAudio)
  }

  private mutating func read(_ bytes: ByteView, _ range: Range<Int>) {
    var offset = range.lowerBound
    while offset < range.upperBound, let box = Box(bytes, at: offset, end: range.upperBound) {
      let start = box.content.lowerBound
      switch box.type {
      case "trak", "mdia": read(bytes, box.content)
      case "mvhd": readDuration(bytes, start)
      case "tkhd": readSize(bytes, start)
      case "hdlr": hasAudio = hasAudio || bytes.text(at: start + 8, 4) == "soun"
      default: break
      }
      offset += box.size
    }
  }

  /// Section 8.2.2: version 1 has 64-bit times.
  private mutating func readDuration(_ bytes: ByteView, _ start: Int) {
    let isLong = bytes.big(at: start, 1) == 1
    guard let scale = bytes.big(at: start + (isLong ? 20 : 12), 4), scale > 0,
      let units = isLong ? bytes.big(at: start + 24, 8) : bytes.big(at: start + 16, 4)
    else { return }
    seconds = Double(units) / Double(scale)
  }

  /// Section 8.3.2: fixed-point width and height are the box's last eight bytes.
  private mutating func readSize(_ bytes: ByteView, _ start: Int) {
    let end = start + (bytes.big(at: start, 1) == 1 ? 96 : 84)
    guard let width = bytes.big(at: end - 8, 2), let height = bytes.big(at: end - 4, 2),
      width > self.width
    else { return }
    (self.width, self.height) = (width, height)
  }
}

/// A box of an ISO file: its length and type, ISO/IEC 14496-12 section 4.2.
private struct Box {
  var type: String
  var size: Int
  var content: Range<Int>

  init?(_ bytes: ByteView, at offset: Int, end: Int) {
    guard let short = bytes.big(at: offset, 4), let type = bytes.text(at: offset + 4, 4) else {
      return nil
    }
    let header = short == 1 ? 16 : 8
    let size = short == 1 ? bytes.big(at: offset + 8, 8) : short == 0 ? end - offset : short
    guard let size, size >= header, size <= end - offset else { return nil }
    self.type = type
    self.size = size
    self.content = offset + header..<offset + size
  }
}

/// Numbers and words in bytes; nil beyond their end.
struct ByteView {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  func big(at offset: Int, _ count: Int) -> Int? {
    slice(offset, count).flatMap { Int(exactly: $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
  }

  func little(at offset: Int, _ count: Int) -> Int? {
    slice(offset, count)?.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  func text(at offset: Int, _ count: Int) -> String? {
    slice(offset, count).map { String(decoding: $0, as: UTF8.self) }
  }

  private func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    return bytes[offset..<offset + count]
  }
}
