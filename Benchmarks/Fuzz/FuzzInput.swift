/// What a cassette or a capture is read from: one file or several, by their names.
struct FuzzInput {
  var files: [(name: String, bytes: [UInt8])]

  subscript(name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }
}

/// What is fuzzed.
enum FuzzKind: String, CaseIterable {
  case tape, recording, har, zip
}
