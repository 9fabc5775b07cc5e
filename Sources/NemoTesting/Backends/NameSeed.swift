/// Seeds for worlds for which nobody chose one.
enum NameSeed {
  /// The same for the same name, in each process and on each machine: FNV-1a, 64 bits.
  static func seed(of name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
