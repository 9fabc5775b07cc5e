#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Music made from a style: four bars that join at their ends. The same style is the same music.
struct Music {
  static let samplesPerSecond = 32_000
  /// The level of what is played, before the draft's volume.
  static let loudness: Float = 0.16

  private struct Style {
    var beatsPerMinute: Double
    /// One chord per bar, in MIDI note numbers; the first is the bass.
    var chords: [[Int]]
    /// Beats of a bar at which the chord sounds, and for how many seconds.
    var strokes: [Double]
    var ringSeconds: Double
    var attackSeconds: Double
    /// The strength of each overtone.
    var overtones: [Float]
    /// Whether the notes come one after the other, in eighths.
    var isBroken = false
    var kick: Float = 0
    var hat: Float = 0
  }

  private static let styles: [(words: [String], style: Style)] = [
    (
      ["ambient", "calm", "relax", "soft", "舒缓", "轻柔", "安静"],
      Style(
        beatsPerMinute: 60,
        chords: [
          [36, 60, 64, 67, 71], [33, 57, 60, 64, 67],
          [41, 60, 65, 69, 72], [43, 59, 62, 67, 69],
        ],
        strokes: [0], ringSeconds: 5, attackSeconds: 1.2, overtones: [1, 0.3, 0.1])
    ),
    (
      ["upbeat", "happy", "pop", "energetic", "electronic", "dance", "欢快", "动感", "电子"],
      Style(
        beatsPerMinute: 116,
        chords: [
          [36, 60, 64, 67, 72], [43, 59, 62, 67, 71],
          [45, 57, 60, 64, 69], [41, 57, 60, 65, 69],
        ],
        strokes: [0, 1.5, 2.5], ringSeconds: 0.5, attackSeconds: 0.005,
        overtones: [1, 0.5, 0.35, 0.2], isBroken: true, kick: 0.9, hat: 0.25)
    ),
    (
      ["cinematic", "epic", "dramatic", "trailer", "史诗", "电影"],
      Style(
        beatsPerMinute: 72,
        chords: [
          [33, 57, 60, 64], [29, 53, 57, 60], [36, 55, 60, 64],
          [31, 55, 59, 62],
        ],
        strokes: [0, 2], ringSeconds: 3, attackSeconds: 0.25, overtones: [1, 0.6, 0.4, 0.25, 0.1],
        kick: 1)
    ),
    (
      ["piano", "acoustic", "钢琴"],
      Style(
        beatsPerMinute: 84,
        chords: [
          [36, 60, 64, 67], [45, 57, 60, 64], [41, 57, 60, 65],
          [43, 55, 59, 62],
        ],
        strokes: [0], ringSeconds: 1.6, attackSeconds: 0.004, overtones: [1, 0.4, 0.2, 0.1],
        isBroken: true)
    ),
    (
      ["lo-fi", "lofi", "chill", ""],
      Style(
        beatsPerMinute: 78,
        chords: [
          [41, 57, 60, 64, 67], [40, 55, 59, 62, 66],
          [38, 57, 60, 65, 69], [36, 55, 59, 64, 67],
        ],
        strokes: [0, 1.67, 2.5], ringSeconds: 1.4, attackSeconds: 0.012,
        overtones: [1, 0.25, 0.06],
        kick: 0.7, hat: 0.14)
    ),
  ]

  /// The music of the first style whose words stand in the name; lo-fi for all others.
  static func compose(_ name: String) -> WaveFile {
    let name = name.lowercased()
    let found = styles.first { $0.words.contains { $0.isEmpty || name.contains($0) } }
    guard let style = found?.style else { return toneBed() }
    var music = Music(seconds: 4 * 4 * 60 / style.beatsPerMinute)
    music.play(style)
    return music.wave
  }

  /// A quiet chord that stays: what is heard where there is no voice to speak.
  static func toneBed() -> WaveFile {
    var music = Music(seconds: 8)
    for note in [48, 55, 60, 64] {
      for start in [0.0, 4.0] {
        music.add(note, at: start, length: 5, attack: 1.5, strength: 0.4, [1, 0.2])
      }
    }
    return music.wave
  }

  private var samples: [Float]

  private init(seconds: Double) {
    samples = Array(repeating: 0, count: Int(seconds * Double(Self.samplesPerSecond)))
  }

  private var wave: WaveFile {
    let wave = WaveFile(samplesPerSecond: Self.samplesPerSecond, samples: samples)
    let gain = Self.loudness / max(0.000_1, wave.loudness)
    return WaveFile(
      samplesPerSecond: Self.samplesPerSecond, samples: samples.map { limited($0 * gain) })
  }

  /// Bends what is too loud instead of cutting it.
  private func limited(_ value: Float) -> Float { value / (1 + abs(value) * 0.3) }

  private mutating func play(_ style: Style) {
    let beat = 60 / style.beatsPerMinute
    for (bar, chord) in style.chords.enumerated() {
      let start = Double(bar) * 4 * beat
      add(chord[0], at: start, length: 2.2 * beat, attack: 0.01, strength: 0.9, [1, 0.3])
      add(
        chord[0], at: start + 2.5 * beat, length: 1.4 * beat, attack: 0.01, strength: 0.6, [1, 0.3])
      playChord(Array(chord.dropFirst()), style, start, beat)
      playDrums(style, start, beat)
    }
  }

  private mutating func playChord(
    _ notes: [Int], _ style: Style, _ start: Double, _ beat: Double
  ) {
    func ring(_ note: Int, at time: Double, _ strength: Float, _ music: inout Music) {
      music.add(
        note, at: time, length: style.ringSeconds, attack: style.attackSeconds,
        strength: strength, style.overtones)
    }
    if style.isBroken {
      for step in 0..<8 {
        ring(
          notes[[0, 2, 1, 3][step % 4] % notes.count], at: start + Double(step) * beat / 2, 0.5,
          &self)
      }
    }
    for stroke in style.strokes {
      for (place, note) in notes.enumerated() {
        // A hand does not strike all keys at once.
        ring(
          note, at: start + stroke * beat + Double(place) * 0.012, style.isBroken ? 0.15 : 0.3,
          &self)
      }
    }
  }

  private mutating func playDrums(_ style: Style, _ start: Double, _ beat: Double) {
    if style.kick > 0 {
      for place in [0, 2.0] { addKick(at: start + place * beat, strength: style.kick) }
    }
    if style.hat > 0 {
      for place in 0..<8 {
        addHat(
          at: start + Double(place) * beat / 2, strength: style.hat * (place % 2 == 0 ? 0.6 : 1))
      }
    }
  }

  // MARK: Sounds

  /// One note: a sine per overtone, each by a two-term recurrence. What reaches beyond the end goes
  /// on at the start, so that the loop has no seam.
  private mutating func add(
    _ note: Int, at start: Double, length: Double, attack: Double, strength: Float,
    _ overtones: [Float]
  ) {
    let rate = Double(Self.samplesPerSecond)
    let frequency = 440 * pow(2, Double(note - 69) / 12)
    let count = Int(length * rate)
    let decay = Float(exp(-4 / (length * rate)))
    for (place, share) in overtones.enumerated() {
      let step = 2 * Double.pi * frequency * Double(place + 1) / rate
      guard step < 2.5 else { break }
      let factor = Float(2 * cos(step))
      var (before, now) = (Float(-sin(step)), Float(0))
      var level = strength * share
      addSamples(at: start, count) { index in
        let next = factor * now - before
        (before, now) = (now, next)
        level *= decay
        return next * level * min(1, Float(index) / Float(attack * rate + 1))
          * min(1, Float(count - index) / 800)
      }
    }
  }

  private mutating func addKick(at start: Double, strength: Float) {
    let rate = Double(Self.samplesPerSecond)
    var phase = 0.0
    addSamples(at: start, Int(0.28 * rate)) { index in
      let time = Double(index) / rate
      phase += 2 * Double.pi * (48 + 90 * exp(-time * 32)) / rate
      return strength * Float(sin(phase) * exp(-time * 13))
    }
  }

  private mutating func addHat(at start: Double, strength: Float) {
    var word: UInt32 = 0x9e37_79b9
    var before: Float = 0
    addSamples(at: start, Self.samplesPerSecond / 16) { index in
      word = word &* 1_664_525 &+ 1_013_904_223
      let noise = Float(word >> 8) / Float(1 << 24) - 0.5
      defer { before = noise }
      return strength * (noise - before) * Float(exp(-Double(index) / 450))
    }
  }

  private mutating func addSamples(at start: Double, _ count: Int, _ next: (Int) -> Float) {
    var place = Int(start * Double(Self.samplesPerSecond)) % samples.count
    samples.withUnsafeMutableBufferPointer { samples in
      for index in 0..<count {
        samples[place] += next(index)
        place += 1
        if place == samples.count { place = 0 }
      }
    }
  }
}
