/// Where identifiers and boundaries get their randomness from.
public protocol Entropy: Sendable {
  /// The next 64 random bits. Safe to call from any thread.
  func next() -> UInt64
}

/// The randomness of this machine.
public struct SystemEntropy: Entropy {
  public init() {}

  public func next() -> UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }
}

/// Randomness that is the same for the same seed.
public final class SeededEntropy: Entropy {
  private let generator: Locked<SeededGenerator>

  public init(seed: UInt64, stream: String = "entropy") {
    generator = Locked(SeededGenerator(seed: seed, stream: stream))
  }

  public func next() -> UInt64 {
    generator.withLock { $0.next() }
  }
}

extension Entropy {
  /// `count` random lower-case hexadecimal digits.
  public func hexadecimal(_ count: Int) -> String {
    var digits = ""
    while digits.count < count {
      let word = String(next(), radix: 16)
      digits += String(repeating: "0", count: 16 - word.count) + word
    }
    return String(digits.prefix(count))
  }

  /// A random version 4 UUID in lower case, RFC 9562 section 5.4.
  public func uuid() -> String {
    var digits = Array(hexadecimal(32))
    digits[12] = "4"
    digits[16] = ["8", "9", "a", "b"][Int(next() % 4)]
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(digits[$0]) }.joined(separator: "-")
  }
}

/// A deterministic generator (SplitMix64), one independent sequence per seed and stream name.
///
/// A value, so that a simulated world can be copied and saved with its randomness in it.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Codable, Hashable {
  private var state: UInt64

  public init(seed: UInt64, stream: String) {
    // FNV-1a over the name: the streams of one seed must differ, nothing more.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = seed ^ hash
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
