import Foundation
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

#if os(Linux)
  /// A recording survives the death of its process, wherever it dies.
  struct CrashTests {
    /// Dies at each of its writes in turn: before it, or in its middle.
    ///
    /// The count tells that the victim's writes are seen at all.
    @Test(arguments: [("many", 6, 120...400), ("large", 3, 60...300)])
    func `a process that is killed at any write loses no exchange that had ended`(
      journey: String, exchangeCount: Int, writeCounts: ClosedRange<Int>
    ) async throws {
      let whole = try Folder()
      let survivor = try Victim.run(journey, in: whole.path, dyingAt: 0, torn: false)
      let expected = try Cassette(path: whole.cassette).load()
      let writeCount = try #require(survivor.writeCount)
      #expect(expected.exchanges.count == exchangeCount)
      #expect(expected.exchanges.allSatisfy { $0.end.kind != .unfinished })
      #expect(survivor.ended.sorted() == Array(0..<exchangeCount))
      #expect(writeCounts.contains(writeCount), "\(writeCount) writes")

      let failures = await onThread {
        (1...writeCount).compactMap { nth -> String? in
          do {
            let complaint = try Self.die(at: nth, of: journey, expected)
            return complaint.map { "killed at write \(nth) of \(writeCount): \($0)" }
          } catch {
            return "killed at write \(nth) of \(writeCount): \(error)"
          }
        }
      }
      #expect(failures == [])
    }

    /// What is wrong after a death at that write; nil when nothing is.
    private static func die(at nth: Int, of journey: String, _ expected: Tape) throws -> String? {
      let folder = try Folder()
      let victim = try Victim.run(
        journey, in: folder.path, dyingAt: nth, torn: nth.isMultiple(of: 2))
      guard victim.writeCount == nil else { return nil }  // Threads differ by a write or two.
      let cassette = Cassette(path: folder.cassette)
      if victim.ended.isEmpty && !cassette.exists { return nil }

      // What was left plays as it is.
      if !victim.ended.isEmpty, let complaint = compare(try cassette.load(), victim, expected) {
        return "unrecovered, \(complaint)"
      }
      let report = try cassette.recover()
      guard cassette.exists else {
        return victim.ended.isEmpty ? nil : "recovery left nothing"
      }
      let tape = try cassette.load()
      if let complaint = compare(tape, victim, expected) { return complaint }
      let unfinished = tape.exchanges.filter { $0.end.kind == .unfinished }.map { $0.id }
      if report.unfinished != unfinished && report != RecoveryReport() { return "\(report)" }
      if let complaint = leftovers(folder) { return complaint }
      return try cassette.recover() == RecoveryReport() ? nil : "a second recovery found something"
    }

    private static func compare(_ tape: Tape, _ victim: Victim, _ expected: Tape) -> String? {
      guard tape.header.note == "killed", tape.exchanges.count <= expected.exchanges.count else {
        return "another tape"
      }
      for (number, whole) in expected.exchanges.enumerated() {
        guard number < tape.exchanges.count else {
          if victim.ended.contains(number) { return "exchange \(number) is missing" }
          continue
        }
        let exchange = tape.exchanges[number]
        let isWhole = exchange.withoutTiming == whole.withoutTiming
        if isWhole { continue }
        if victim.ended.contains(number) { return "exchange \(number) is not what it was" }
        // Its last write may have come through although nobody heard of it.
        if exchange.end.kind != .unfinished { return "exchange \(number) is not marked" }
        if !isBeginning(exchange, whole) { return "exchange \(number) holds something else" }
      }
      return nil
    }

    /// Whether all that is there is the beginning of what would have come.
    private static func isBeginning(_ exchange: Exchange, _ whole: Exchange) -> Bool {
      guard exchange.request.url == whole.request.url else { return false }
      guard let response = exchange.response, let all = whole.response else {
        return exchange.response == nil
      }
      let cut = response.cuts.reduce(0) { $0 + $1.length }
      guard response.headers == all.headers, cut == response.body.sizeBytes else { return false }
      guard case .bytes(let bytes) = response.body, case .bytes(let rest) = all.body else {
        return response.body.sizeBytes <= all.body.sizeBytes
      }
      return rest.starts(with: bytes)
    }

    /// A recovered cassette consists of its text and the blobs that it names.
    private static func leftovers(_ folder: Folder) -> String? {
      let names = FileManager.default.subpaths(atPath: folder.cassette) ?? []
      let odd = names.filter { name in
        ![".gitattributes", "tape.jsonl", "timing.jsonl", "blobs"].contains(name)
          && !(name.hasPrefix("blobs/") && Digest.isDigest(String(name.dropFirst(6))))
      }
      return odd.isEmpty ? nil : "left over: \(odd.sorted())"
    }

    /// Off the cooperative pool, which waiting for processes would starve.
    private func onThread<Result: Sendable>(
      _ work: @escaping @Sendable () -> Result
    ) async -> Result {
      await withCheckedContinuation { continuation in
        SystemThread.start { continuation.resume(returning: work()) }
      }
    }

    /// A folder that lives as long as this object.
    private final class Folder: Sendable {
      let path: String
      var cassette: String { path + "/victim.cassette" }

      init() throws {
        // In memory where there is such a place: nothing here is about the loss of power.
        let memory = "/dev/shm"
        let parent =
          FileManager.default.isWritableFile(atPath: memory)
          ? memory : FileManager.default.temporaryDirectory.path
        path = parent + "/crash-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }

      deinit { try? FileManager.default.removeItem(atPath: path) }
    }
  }
#endif
