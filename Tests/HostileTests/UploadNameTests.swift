import NemoTime
import SimulatorService
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Nothing that a client calls a file, a render or a path leads out of the media folder.
@Suite(.timeLimit(.minutes(2))) struct UploadNameTests {
  /// A media folder inside another, which must stay as it is.
  private func withFolder(
    _ body: @Sendable (FolderMediaStore) async throws -> Void
  ) async throws -> [String] {
    let outer = FileManager.default.temporaryDirectory.appendingPathComponent("nemo-\(UUID())")
    let folder = try ScratchFolder(path: outer.path)
    let inner = outer.path + "/a/b/media"
    try await body(try FolderMediaStore(folder: inner))
    let paths = try FileManager.default.subpathsOfDirectory(atPath: outer.path).sorted()
    return withExtendedLifetime(folder) { paths }
  }

  private static let ownFolders = [
    "a", "a/b", "a/b/media", "a/b/media/renders", "a/b/media/scratch", "a/b/media/uploads",
  ]

  static let names = [
    "../../etc/passwd", "../../../evil.mp4", "..\\..\\evil.mp4", "/etc/passwd", "/tmp/evil.mp4",
    "C:\\evil.mp4", "....//evil.mp4", "%2e%2e%2fevil.mp4", "..%2f..%2fevil.mp4", "a\u{0}b.mp4",
    "\u{0}", "evil.mp4\u{0}.png", ".mp4", "..", ".", "", "/", "a%0D%0AX-Evil: 1.mp4",
    "\u{202e}4pm.live", "~/evil.mp4", "$(touch evil).mp4", "`id`.mp4", "|id.mp4", "-rf.mp4",
    String(repeating: "a", count: 10_000) + ".mp4", String(repeating: "../", count: 3_000),
    "e" + String(repeating: "\u{301}", count: 200) + ".mp4",
  ]

  @Test func `no name of a file leads out of the media folder`() async throws {
    let paths = try await withFolder { media in
      try await Backend.run(media: media) { backend in
        let session = try await backend.makeSession()
        for name in Self.names {
          let answer = try await backend.post(
            Paths.upload(session), Form.file(named: name), type: Form.type)
          #expect([200, 422].contains(answer.status ?? 0), "\(name.prefix(40)): \(answer.text)")
          #expect(!answer.text.contains("X-Evil: 1.mp4\r\n"))
          try await fetch(answer, backend)
        }
      }
    }
    // All had the same bytes, which are kept under their digest.
    let files = paths.filter { !Self.ownFolders.contains($0) }
    #expect(files.count == 1)
    #expect(files.first?.hasPrefix("a/b/media/uploads/") == true)
    #expect(files.first?.utf8.count == "a/b/media/uploads/".utf8.count + 64)
  }

  /// Where the answer says that the file is, it is.
  private func fetch(_ answer: Backend.Answer, _ backend: Backend) async throws {
    guard let start = answer.text.range(of: "/media/") else { return }
    let path = answer.text[start.lowerBound...].prefix { $0 != "\"" }
    let file = try await backend.get(String(path))
    #expect(file.status == 200)
    #expect(Array(file.body.utf8) == Form.content)
  }

  @Test func `a name beyond the limit is refused, not cut`() async throws {
    try await Backend.run { backend in
      let session = try await backend.makeSession()
      for (count, status) in [(251, 200), (252, 422), (10_000, 422)] {
        let name = String(repeating: "a", count: count) + ".mp4"
        let answer = try await backend.post(
          Paths.upload(session), Form.file(named: name), type: Form.type)
        #expect(answer.status == status, "\(count)")
      }
    }
  }

  @Test func `no id of a render leads out of the media folder`() async throws {
    let ids = [
      "..", ".", "...", ".hidden", "%2e%2e%2fevil", "..\\\\evil", "a\\u0000b", "~", "-rf", "a b",
      "\\n", "\\u202e", String(repeating: ".", count: 128), "con", "nul.mp4",
    ]
    let paths = try await withFolder { media in
      try await Backend.run(media: media) { backend in
        let session = try await backend.makeSession()
        for id in ids + ["../evil", "/etc/evil"] {
          let answer = try await backend.post(
            Paths.render,
            #"{"id":"\#(id)","sessionId":"\#(session)","draft":{"t":[{"sg":[{"d":1000}]}]}}"#)
          #expect(answer.status == (id.contains("/") ? 422 : 200), "\(id): \(answer.text)")
        }
      }
    }
    let files = paths.filter { !Self.ownFolders.contains($0) }
    #expect(files.count == ids.count)
    #expect(files.allSatisfy { $0.hasPrefix("a/b/media/renders/") && $0.hasSuffix(".mp4") })
  }

  @Test(arguments: [
    "/../../etc/passwd", "/media/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
    "/media/..%2f..%2f..%2fetc%2fpasswd/a.mp4", "/media/%00/a.mp4", "/media//etc/passwd",
    "//etc/passwd", "/render-result/..%2f..%2fetc%2fpasswd.mp4", "/render-result/%2e%2e.mp4",
    "/media/..\\..\\etc\\passwd/a", "/%", "/%zz", "/%+1", "/%c0%ae%c0%ae/", "/media/.../...", "*",
    "/__sim/v1/../../etc/passwd", "/api/state/nemo_agent/../../../etc/passwd", "/a?/../../etc",
    "http://x/../etc/passwd", "?", "/;/..;/etc/passwd",
  ])
  func `a path that leads elsewhere is not found`(_ path: String) async throws {
    let paths = try await withFolder { media in
      try await Backend.run(media: media) { backend in
        let answer = try await backend.get(path)
        #expect([400, 404].contains(answer.status ?? 0), "\(answer.text)")
        #expect(!answer.text.contains("root:"))
      }
    }
    #expect(paths == Self.ownFolders)
  }
}
