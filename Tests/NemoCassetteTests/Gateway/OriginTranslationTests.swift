import Testing

@testable import NemoCassette

/// Which URLs change, and into what.
@Suite struct OriginTranslationTests {
  static let upstream = WebOrigin(of: "https://api.test")!
  static let own = WebOrigin(of: "http://127.0.0.1:4321")!

  static func outward(_ handedOut: HandedOutOrigins = HandedOutOrigins()) -> OriginTranslation {
    .outward(upstream: upstream, own: own, handedOut: handedOut)
  }

  static let inward = OriginTranslation.inward(upstream: upstream, own: own)

  /// A text of the upstream, and the same for the client.
  static let pairs: [(String, String)] = [
    ("https://api.test/a", "http://127.0.0.1:4321/a"),
    ("\"https://api.test\"", "\"http://127.0.0.1:4321\""),
    ("https://api.test?x=1", "http://127.0.0.1:4321?x=1"),
    (#"{"u":"https:\/\/api.test\/a"}"#, #"{"u":"http:\/\/127.0.0.1:4321\/a"}"#),
    ("next=https%3A%2F%2Fapi.test%2Fa", "next=http%3A%2F%2F127.0.0.1%3A4321%2Fa"),
    ("next=https%3a%2f%2fapi.test%2fa", "next=http%3a%2f%2f127.0.0.1%3a4321%2fa"),
    ("https://cdn.test/a.mp4", "http://127.0.0.1:4321/__host/https/cdn.test/a.mp4"),
    ("http://cdn.test:81/a", "http://127.0.0.1:4321/__host/http/cdn.test:81/a"),
    (
      #"https:\/\/cdn.test\/a"#, #"http:\/\/127.0.0.1:4321\/__host\/https\/cdn.test\/a"#
    ),
    (
      "http%3A%2F%2Fcdn.test%3A81%2Fa",
      "http%3A%2F%2F127.0.0.1%3A4321%2F__host%2Fhttp%2Fcdn.test%3A81%2Fa"
    ),
    (
      "http%3a%2f%2fcdn.test%3a81", "http%3a%2f%2f127.0.0.1%3a4321%2f__host%2fhttp%2fcdn.test%3a81"
    ),
    // The same server written otherwise keeps its spelling, so that it comes back as it was.
    ("https://API.test:443/a", "http://127.0.0.1:4321/__host/https/API.test:443/a"),
    ("HTTPS://cdn.test", "http://127.0.0.1:4321/__host/HTTPS/cdn.test"),
    // Other ports and longer names are other servers.
    ("https://api.test:8443/", "http://127.0.0.1:4321/__host/https/api.test:8443/"),
    ("https://api.test.evil/", "http://127.0.0.1:4321/__host/https/api.test.evil/"),
    ("http://api.test/", "http://127.0.0.1:4321/__host/http/api.test/"),
    // A sentence's end is none of the name's.
    ("See https://docs.test. Or", "See http://127.0.0.1:4321/__host/https/docs.test. Or"),
    ("at https://docs.test: it", "at http://127.0.0.1:4321/__host/https/docs.test: it"),
    (#"\nhttps://api.test\n"#, #"\nhttp://127.0.0.1:4321\n"#),
    (
      "https://cdn.test/a?next=https%3A%2F%2Fapi.test%2Fb&c=https://api.test",
      "http://127.0.0.1:4321/__host/https/cdn.test/a?next=http%3A%2F%2F127.0.0.1%3A4321%2Fb"
        + "&c=http://127.0.0.1:4321"
    ),
  ]

  @Test(arguments: pairs)
  func `a URL leads to the gateway, and back to where it came from`(upstream: String, own: String) {
    #expect(Self.outward().translate(upstream) == own)
    #expect(Self.inward.translate(own) == upstream)
  }

  @Test(arguments: [
    "", "h", "http", "https:", "https://", "http://…", "https://[your-host]/", "http://[::1]:80/",
    "https://user:secret@cdn.test/", "https://user@api.test/", "ftp://cdn.test", "//cdn.test/a",
    "http://cdn.test:port/", "http://cdn.test:99999/", "http:/cdn.test", #"http:/\/cdn.test"#,
    "https%3A//cdn.test", "http://..", "/mnt/userdata/a.mp4", "http//api.test",
    "http://127.0.0.1:4321/a", "hhhhhttp:",
  ])
  func `what is no URL of a plain host stays as it is`(text: String) {
    #expect(Self.outward().translate(text) == text)
  }

  @Test func `an upstream in brackets is recognised`() {
    let upstream = WebOrigin(of: "http://[::1]:8787/base")!
    let outward = OriginTranslation.outward(
      upstream: upstream, own: Self.own, handedOut: HandedOutOrigins())
    #expect(outward.translate("http://[::1]:8787/base/a") == "http://127.0.0.1:4321/base/a")
  }

  @Test func `a host that was handed out may be asked, and no other`() {
    let handedOut = HandedOutOrigins()
    _ = Self.outward(handedOut).translate("https://CDN.test/a")
    #expect(handedOut.contains(WebOrigin(of: "https://cdn.test:443")!))
    #expect(!handedOut.contains(WebOrigin(of: "http://cdn.test")!))
    #expect(!handedOut.contains(WebOrigin(of: "https://cdn.test:444")!))
  }

  @Test func `beyond the limit of hosts URLs stay as they are`() {
    let outward = Self.outward()
    let all = (0...HandedOutOrigins.limit).map { "https://h\($0).test/" }.joined(separator: " ")
    let translated = outward.translate(all)
    #expect(translated.hasSuffix("/__host/https/h999.test/ https://h1000.test/"))
    #expect(outward.translate("https://h7.test").hasSuffix("/__host/https/h7.test"))
  }

  @Test func `an authority that never ends is none`() {
    let long = "https://" + String(repeating: "a", count: 300)
    #expect(Self.outward().translate(long) == long)
    #expect(Self.outward().translate(long + "/") == long + "/")
  }
}
