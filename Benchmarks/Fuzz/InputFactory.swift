import Foundation
import NemoCassette

/// Makes the input of a number, the same one every time.
struct InputFactory {
  private let kind: FuzzKind
  private let seed: UInt64
  private let folder: String
  private let seeds: [FuzzInput]
  private let pieces: [[UInt8]]

  /// - Parameter folder: where files may be made; best in memory.
  init(_ kind: FuzzKind, seed: UInt64, folder: String) throws {
    self.kind = kind
    self.seed = seed
    self.folder = folder
    seeds = try Self.seeds(kind, folder)
    pieces = seeds.flatMap { $0.files.map { $0.bytes } } + CaptureSeeds.archives
  }

  private static func seeds(_ kind: FuzzKind, _ folder: String) throws -> [FuzzInput] {
    switch kind {
    case .tape:
      return try TapeSeeds.all.map { tape in
        let files = try tape.files()
        let blobs = files.blobs.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) }
        return FuzzInput(
          files: [("tape.jsonl", files.tape), ("timing.jsonl", files.timing)] + blobs)
      }.flatMap { [$0, withoutKeys($0), withoutKeys($0)] }
    case .recording:
      return try TapeSeeds.all.map { tape in
        let path = folder + "/seed.sqlite"
        try Cassette.write(tape, toDatabase: path)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return FuzzInput(files: [("recording.sqlite", bytes)])
      }
    case .har:
      return CaptureSeeds.archives.map { FuzzInput(files: [("capture.har", $0)]) }
    case .zip:
      return [FuzzInput(files: [("capture.zip", CaptureSeeds.zip)])]
        + CaptureSeeds.archives.map {
          FuzzInput(files: [("capture.zip", CaptureSeeds.stored("har.har", $0))])
        }
    }
  }

  /// A key that is stale refuses the whole tape; one that is missing is no error.
  private static func withoutKeys(_ input: FuzzInput) -> FuzzInput {
    var input = input
    let start = Array(#"{"k":"#.utf8)
    let lines = input["tape.jsonl"].split(separator: 0x0a).map { line in
      guard line.starts(with: start), let comma = line.firstIndex(of: UInt8(ascii: ",")) else {
        return Array(line)
      }
      return [UInt8(ascii: "{")] + line[(comma + 1)...]
    }
    input.files[0].bytes = Array(lines.joined(separator: [0x0a])) + [0x0a]
    return input
  }

  func input(_ number: Int) -> FuzzInput {
    var random = FuzzRandom(seed: seed &* 0x1_0000_0001 &+ UInt64(number) &* 0x2545_f491_4f6c_dd1d)
    var input = random.pick(seeds)
    if kind == .recording, random.below(2) == 0 { return recording(input, random) }
    if kind == .zip, random.below(3) == 0 {
      var mutator = Mutator(random, others: pieces)
      let content = mutator.mutate(random.pick(CaptureSeeds.archives))
      return FuzzInput(files: [("capture.zip", CaptureSeeds.stored("har.har", content))])
    }
    let index = random.below(4) == 0 ? random.below(input.files.count) : 0
    var mutator = Mutator(random, others: pieces)
    input.files[index].bytes = mutator.mutate(input.files[index].bytes)
    return input
  }

  private func recording(_ input: FuzzInput, _ random: FuzzRandom) -> FuzzInput {
    let path = folder + "/mutated.sqlite"
    for suffix in ["-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    let url = URL(fileURLWithPath: path)
    try? Data(input["recording.sqlite"]).write(to: url)
    var mutator = RecordingMutator(random)
    mutator.mutate(path)
    let bytes = (try? Data(contentsOf: url)).map { [UInt8]($0) } ?? []
    return FuzzInput(files: [("recording.sqlite", bytes)])
  }
}
