import Foundation
import NemoCassette
import Testing

/// Every journey of the table: on the simulator, from its cassette, over a socket; equal outcomes.
@Suite struct JourneyTests {
  /// `NEMO_CASSETTES=record` records the committed cassette first.
  @Test(arguments: Journey.simulated)
  func `the committed cassette gives what the simulator gives`(_ journey: Journey) async throws {
    if ProcessInfo.processInfo.environment["NEMO_CASSETTES"] == "record" {
      try await journey.record(into: Journey.cassettes)
    }
    let replayed = try await journey.replay()
    let simulated = try await journey.inMemory()
    #expect(replayed == simulated)
    let header = try Cassette(named: journey.name, in: Journey.cassettes).load().header
    #expect(header.origin == .simulator)
    #expect(header.note == journey.note, "record the journey again")
  }

  @Test(arguments: Journey.simulated)
  func `two recordings of a journey are the same, byte for byte`(_ journey: Journey) async throws {
    let first = try await recording(of: journey)
    let second = try await recording(of: journey)
    #expect(first == second)
    #expect(first["tape.jsonl"]?.isEmpty == false)
  }

  /// Those whose wire matters: uploads, downloads, a stream that breaks off, refusals.
  @Test(arguments: [Journey.quickEdit, .cutStream, .failedRender, .tokenExpired, .tooLargeFile])
  func `over a socket with libcurl the outcome is the same`(_ journey: Journey) async throws {
    let overSocket = try await journey.overLoopback()
    let inMemory = try await journey.inMemory()
    #expect(overSocket == inMemory)
  }

  /// All files of a tape, recorded into a folder of its own.
  private func recording(of journey: Journey) async throws -> [String: Data] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nemo-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await journey.record(into: folder.path)
    let cassette = folder.appendingPathComponent("\(journey.name).cassette")
    let names = try FileManager.default.subpathsOfDirectory(atPath: cassette.path)
    let files = try names.compactMap { name -> (String, Data)? in
      let file = cassette.appendingPathComponent(name)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      return isFolder.boolValue ? nil : (name, try Data(contentsOf: file))
    }
    return Dictionary(uniqueKeysWithValues: files)
  }
}
