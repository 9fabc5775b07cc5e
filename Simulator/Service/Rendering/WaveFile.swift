/// Sound as 16-bit samples of one channel, in memory and as a RIFF WAVE file.
struct WaveFile {
  var samplesPerSecond: Int
  /// -1...1
  var samples: [Float]

  var seconds: Double { Double(samples.count) / Double(max(1, samplesPerSecond)) }

  /// The level of what is not silence; 0 for silence.
  var loudness: Float {
    let heard = samples.filter { abs($0) > 0.01 }
    guard !heard.isEmpty else { return 0 }
    return (heard.reduce(0) { $0 + $1 * $1 } / Float(heard.count)).squareRoot()
  }

  var bytes: [UInt8] {
    let size = samples.count * 2
    var bytes: [UInt8] = []
    bytes.reserveCapacity(44 + size)
    func append(_ value: Int, _ count: Int) {
      for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
    }
    bytes += Array("RIFF".utf8)
    append(36 + size, 4)
    bytes += Array("WAVEfmt ".utf8)
    append(16, 4)
    append(1, 2)
    append(1, 2)
    append(samplesPerSecond, 4)
    append(samplesPerSecond * 2, 4)
    append(2, 2)
    append(16, 2)
    bytes += Array("data".utf8)
    append(size, 4)
    for sample in samples { append(Int(max(-1, min(1, sample)) * 32_767), 2) }
    return bytes
  }

  init(samplesPerSecond: Int, samples: [Float]) {
    self.samplesPerSecond = samplesPerSecond
    self.samples = samples
  }

  /// Reads 16-bit samples of one channel, which is what espeak-ng writes; nil for anything else.
  init?(_ bytes: [UInt8]) {
    let view = ByteView(bytes)
    guard view.text(at: 0, 4) == "RIFF", view.little(at: 22, 2) == 1, view.little(at: 34, 2) == 16,
      let rate = view.little(at: 24, 4), rate > 0, bytes.count > 44
    else { return nil }
    samplesPerSecond = rate
    samples = stride(from: 44, to: bytes.count - 1, by: 2).map { offset in
      Float(Int16(bitPattern: UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8)) / 32_768
    }
  }
}
