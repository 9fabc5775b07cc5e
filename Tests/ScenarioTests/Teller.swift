import Foundation
import NemoTesting

/// Plays a story with the real client, and writes down what its user is told.
struct Teller: Sendable {
  let nemo: Connection
  let files: MemoryFileStore
  private let log = Locked<[String]>([])

  init(_ nemo: Connection, _ files: MemoryFileStore) {
    self.nemo = nemo
    self.files = files
  }

  /// One line for everything that was done.
  var told: [String] { log.withLock { $0 } }

  private func tell(_ line: String) { log.withLock { $0.append(line) } }

  func upload(_ path: String = "clip.mp4", to session: EditingSession) async throws {
    tell(
      try await outcome("upload") {
        "uploaded " + (try await session.upload(path).map(\.filename).joined(separator: ", "))
      })
  }

  func say(_ instruction: String, to session: EditingSession) async {
    let heard = Locked<[String]>([])
    let outcome = await session.send(instruction) { event in
      switch event {
      case .said(let text): heard.withLock { $0.append(text) }
      case .recovering: heard.withLock { $0.append("[recovering]") }
      case .rateLimited: heard.withLock { $0.append("[waiting]") }
      case .sessionReplaced: heard.withLock { $0.append("[session replaced]") }
      case .stillWorking, .suggested, .toolCall: break
      }
    }
    tell(([Self.word(for: outcome)] + heard.withLock { $0 }).joined(separator: " | "))
  }

  func export(_ session: EditingSession, to path: String = "out.mp4") async throws {
    tell(
      try await outcome("export") {
        _ = try await session.export(to: path)
        return "exported \(try files.size(of: path)) bytes"
      })
  }

  func resume(_ session: EditingSession, to path: String = "later.mp4") async throws {
    tell(
      try await outcome("resume") {
        guard let render = try nemo.renders().last else { return "no render" }
        _ = try await session.resume(render, to: path)
        return "resumed \(try files.size(of: path)) bytes"
      })
  }

  func credits() async throws {
    tell(try await outcome("credits") { "credits \(try await nemo.credits().available)" })
  }

  private func outcome(_ what: String, _ body: () async throws -> String) async throws -> String {
    do {
      return try await body()
    } catch let error as NemoError {
      return "\(what): \(error.code.rawValue)"
    }
  }

  private static func word(for outcome: TurnOutcome) -> String {
    switch outcome {
    case .text: "text"
    case .changed(let changes, _): "changed: " + changes.sentences.joined(separator: ", ")
    case .nothingChanged: "nothing changed"
    case .failed(let error): "failed: \(error.code.rawValue)"
    }
  }
}

/// What stories upload.
enum Clips {
  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Three videos of different content: an empty `free` box behind a file changes its digest and
  /// nothing else (ISO/IEC 14496-12 section 8.1.2).
  static func files() throws -> MemoryFileStore {
    let path = packageFolder + "/Simulator/Samples/stand-in.mp4"
    let clip = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let free: [UInt8] = [0, 0, 0, 8] + Array("free".utf8)
    return MemoryFileStore([
      "clip.mp4": clip, "intro.mp4": clip + free, "outro.mp4": clip + free + free,
    ])
  }
}
