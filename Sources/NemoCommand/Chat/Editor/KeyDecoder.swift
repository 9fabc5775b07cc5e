/// Turns the bytes of a terminal into keys: UTF-8, control characters, the escape sequences of
/// ECMA-48 as xterm and its kin send them, and bracketed pastes.
///
/// The same bytes give the same keys, wherever they are cut.
struct KeyDecoder: Sendable {
  /// Of one paste, in bytes; the rest of a larger one is dropped.
  static let maximumPasteBytes = 64 << 10
  /// Longer escape sequences are no keys.
  private static let maximumSequenceBytes = 32
  private static let pasteStart = Array("[200~".utf8)
  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  private enum State {
    case ground
    /// After ESC.
    case escape
    /// After `ESC [` or `ESC O`: the bytes that came since ESC.
    case sequence([UInt8])
    /// Inside of a UTF-8 character: its bytes so far, and how many are missing.
    case character([UInt8], missing: Int)
    /// Inside of a paste, with what may be the beginning of its end.
    case paste([UInt8], ending: [UInt8])
  }

  private var state = State.ground

  mutating func receive(_ bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes { if let key = receive(byte) { keys.append(key) } }
    return keys
  }

  private mutating func receive(_ byte: UInt8) -> Key? {
    switch state {
    case .ground: return ground(byte)
    case .escape: return escape(byte)
    case .sequence(let bytes): return sequence(bytes + [byte])
    case .character(let bytes, let missing): return character(bytes, missing, byte)
    case .paste(let bytes, let ending): return paste(bytes, ending, byte)
    }
  }

  // MARK: Characters

  private mutating func ground(_ byte: UInt8) -> Key? {
    state = .ground
    switch byte {
    case 0x1b: state = .escape
    case 0x00..<0x20, 0x7f: return Self.control(byte)
    case 0x20..<0x7f: return .text(String(UnicodeScalar(byte)))
    case 0xc2...0xdf: state = .character([byte], missing: 1)
    case 0xe0...0xef: state = .character([byte], missing: 2)
    case 0xf0...0xf4: state = .character([byte], missing: 3)
    default: break
    }
    return nil
  }

  /// RFC 3629; what is no UTF-8 is dropped.
  private mutating func character(_ bytes: [UInt8], _ missing: Int, _ byte: UInt8) -> Key? {
    guard byte & 0xc0 == 0x80 else { return ground(byte) }
    let bytes = bytes + [byte]
    guard missing == 1 else {
      state = .character(bytes, missing: missing - 1)
      return nil
    }
    state = .ground
    return String(validating: bytes, as: UTF8.self).map(Key.text)
  }

  /// The keys of readline, which every shell has.
  private static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x01: .home
    case 0x02: .left
    case 0x03: .interrupt
    case 0x04: .endOfInput
    case 0x05: .end
    case 0x06: .right
    case 0x08, 0x7f: .backspace
    case 0x09: .tab
    case 0x0a, 0x0d: .enter
    case 0x0b: .killToEnd
    case 0x0c: .clearScreen
    case 0x0e: .down
    case 0x10: .up
    case 0x15: .killToStart
    case 0x17: .killWord
    case 0x1a: .suspend
    default: nil
    }
  }

  // MARK: Sequences

  private mutating func escape(_ byte: UInt8) -> Key? {
    state = .ground
    switch byte {
    case 0x1b: state = .escape
    case UInt8(ascii: "["), UInt8(ascii: "O"): state = .sequence([byte])
    case UInt8(ascii: "b"): return .wordLeft
    case UInt8(ascii: "f"): return .wordRight
    case UInt8(ascii: "d"): return .killNextWord
    case 0x08, 0x7f: return .killWord
    default: break
    }
    return nil
  }

  private mutating func sequence(_ bytes: [UInt8]) -> Key? {
    guard let last = bytes.last, bytes.count < Self.maximumSequenceBytes, last >= 0x20 else {
      state = .ground
      return nil
    }
    // Parameters and intermediate bytes come before the one that ends it.
    guard (0x40...0x7e).contains(last), bytes.count > 1 else {
      state = .sequence(bytes)
      return nil
    }
    state = bytes == Self.pasteStart ? .paste([], ending: []) : .ground
    return Self.key(String(decoding: bytes.dropFirst(), as: UTF8.self))
  }

  private static func key(_ sequence: String) -> Key? {
    switch sequence {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H", "1~", "7~": .home
    case "F", "4~", "8~": .end
    case "3~": .delete
    case "1;5C", "1;3C", "5C": .wordRight
    case "1;5D", "1;3D", "5D": .wordLeft
    default: nil
    }
  }

  // MARK: Pastes

  private mutating func paste(_ bytes: [UInt8], _ ending: [UInt8], _ byte: UInt8) -> Key? {
    var bytes = bytes
    var ending = ending + [byte]
    if ending == Self.pasteEnd {
      state = .ground
      return .paste(String(decoding: bytes, as: UTF8.self))
    }
    if !Self.pasteEnd.starts(with: ending) {
      // An ESC may begin the end anew.
      let isNewStart = byte == Self.pasteEnd[0]
      bytes += isNewStart ? ending.dropLast() : ending[...]
      ending = isNewStart ? [byte] : []
    }
    let rest = min(bytes.count, Self.maximumPasteBytes)
    if bytes.count > rest { bytes.removeLast(bytes.count - rest) }
    state = .paste(bytes, ending: ending)
    return nil
  }
}
