import NemoClient
import NemoHTTP
import NemoTime
import Testing

@Suite struct UploadAddressTests {
  // Contract section 11.
  @Test func `addresses go out in one request, and the files come back`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.upload: [.json(Sample.uploaded)]])
      let session = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN")
      ).session(Sample.stored)
      let files = try await session.upload(urls: [
        "https://cdn.invalid/a.mp4?token=1", " http://host.invalid/b.mov ",
      ])
      #expect(files.map(\.filename) == ["a.mp4"])
      #expect(
        backend.seen.first?.text
          == #"{"urls":["https://cdn.invalid/a.mp4?token=1","http://host.invalid/b.mov"],"#
          + #""source_type":"url"}"#)
      #expect(try await session.upload(urls: []) == [])
      #expect(backend.seen.count == 1)
    }
  }

  @Test(arguments: [
    "ftp://host/a.mp4", "file:///a.mp4", "a.mp4", "", "https://me@host/a.mp4",
    "https://me:secret@host/a.mp4", "https://host/a b.mp4", "https://host/\u{1}",
    "https://host/?x=nmv_usr_SECRET", "https://host/clm_SECRET/a.mp4",
    "https://host/" + String(repeating: "a", count: 8_200),
  ])
  func `an address that can't be taken is told before anything is sent, without its secrets`(
    url: String
  ) async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [:])
      let session = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN")
      ).session(Sample.stored)
      let error = await #expect(throws: NemoError.self) {
        try await session.upload(urls: ["https://host/good.mp4", url])
      }
      #expect(error?.code == .badConfiguration)
      #expect(error?.description.lowercased().contains("secret") == false)
      #expect(backend.seen.isEmpty)
    }
  }

  @Test func `what a person means by an address is told from a path`() {
    #expect(UploadAddress.isMeant(by: "HTTPS://host/a.mp4"))
    #expect(!UploadAddress.isMeant(by: "https.mp4"))
    #expect(!UploadAddress.isMeant(by: "C:/a.mp4"))
  }

  @Test func `an address is shown without its query`() throws {
    #expect(try UploadAddress("https://h/a.mp4?sig=1#x").shown == "https://h/a.mp4")
  }
}
