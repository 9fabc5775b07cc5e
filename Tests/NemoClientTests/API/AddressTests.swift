import HTTPTypes
import Testing

@testable import NemoClient

@Suite struct AddressTests {
  @Test(arguments: [
    ("https://API.invalid", "https", "api.invalid", ""),
    ("https://api.invalid:443/x?y=1#z", "https", "api.invalid", "/x?y=1"),
    ("HTTP://127.0.0.1:8787/__w/t", "http", "127.0.0.1:8787", "/__w/t"),
    ("http://h:80?q", "http", "h", "/?q"),
  ])
  func `an address is scheme, authority and path`(
    text: String, scheme: String, authority: String, path: String
  ) throws {
    let address = try #require(Address(text))
    #expect(address.scheme == scheme)
    #expect(address.authority == authority)
    #expect(address.path == path)
  }

  @Test(arguments: [
    "", "api.invalid", "ftp://h/", "https://", "https:///x", "https://u:p@h/", "https://h h/",
    "https://h/a b", "https://h/a\r\nX: y", "file:///etc/passwd",
  ])
  func `anything else is none`(text: String) {
    #expect(Address(text) == nil)
  }

  // RFC 3986 section 5.2.
  @Test(arguments: [
    ("/b", "https://h/b"), ("b?c", "https://h/x/b?c"), ("//other/b", "https://other/b"),
    ("http://other/b", "http://other/b"),
  ])
  func `a reference is resolved against where it came from`(reference: String, expected: String)
    throws
  {
    let base = try #require(Address("https://h/x/a?y=/z"))
    #expect(base.resolving(reference) == Address(expected))
  }

  @Test func `another port or scheme is another origin`() throws {
    let base = try #require(Address("https://h/"))
    #expect(base.hasSameOrigin(as: try #require(Address("https://H:443/other"))))
    #expect(!base.hasSameOrigin(as: try #require(Address("https://h:8443/"))))
    #expect(!base.hasSameOrigin(as: try #require(Address("http://h/"))))
    #expect(!base.hasSameOrigin(as: try #require(Address("https://h.evil/"))))
  }
}
