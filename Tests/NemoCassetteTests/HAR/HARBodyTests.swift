import Testing

@testable import NemoCassette

/// Bodies, in all the ways in which tools write them.
struct HARBodyTests {
  private static func posted(
    _ postData: String, headers: String = "", bodySize: String = "-1"
  ) throws -> (BodyContent?, [String]) {
    let result = try HARFixture.read(
      HARFixture.entry(
        method: "POST", url: HARFixture.api + "/run_sse", requestHeaders: headers,
        request:
          #","bodySize":\#(bodySize)\#(postData.isEmpty ? "" : #","postData":\#(postData)"#)"#,
        response: HARFixture.json()))
    return (result.first?.request.body, result.notes)
  }

  // MARK: Answers

  @Test func `a content encoding that was undone goes, and the length is that of the bytes`() throws
  {
    // mitmproxy: the size is that of the encoded body, the text is decoded.
    let result = try HARFixture.read(
      HARFixture.entry(
        response:
          #"{"status":200,"statusText":"OK","httpVersion":"HTTP/1.1","cookies":[],"headers":["#
          + #"{"name":"Content-Encoding","value":"gzip"},{"name":"Content-Length","value":"31"},"#
          + #"{"name":"content-type","value":"application/json"}],"content":{"size":31,"#
          + #""compression":-21,"mimeType":"application/json","text":"{\"code\":0}"},"bodySize":31}"#
      ))
    #expect(
      result.first?.response?.headers == [
        HeaderPair("Content-Length", "10"), HeaderPair("content-type", "application/json"),
      ])
    #expect(result.first?.response?.text == #"{"code":0}"#)
    #expect(result.notes == [])
  }

  @Test func `base64 bodies are bytes, also url-safe and without padding`() throws {
    for text in ["AP/+", "AP_-", #"AP\/+\r\n"#] {
      let result = try HARFixture.read(
        HARFixture.entry(response: HARFixture.json(text, content: #","encoding":"base64""#)))
      #expect(result.first?.response?.body == .bytes([0x00, 0xff, 0xfe]))
    }
    #expect(HARText.base64(Array("AP8".utf8)) == [0x00, 0xff])
    #expect(HARText.base64(Array("AA==".utf8)) == [0x00])
    #expect(HARText.base64(Array("A".utf8)) == nil)
    #expect(HARText.base64(Array("A=BC".utf8)) == nil)
  }

  @Test func `broken base64 keeps the size only`() throws {
    let result = try HARFixture.read(
      HARFixture.entry(
        response: #"{"status":200,"headers":[],"content":{"size":7,"mimeType":"image/png","#
          + #""text":"%%%","encoding":"base64"}}"#))
    #expect(result.first?.response?.body == .omitted(sha256: "", sizeBytes: 7))
    #expect(
      result.notes.first == "Entry 1: the body is not valid base64, so only its size is kept.")
  }

  @Test func `a body that the tool left out is known by its size`() throws {
    let sizes = [
      #""content":{"size":3000000,"mimeType":"video/mp4"},"bodySize":-1"#,
      #""content":{"size":-1,"mimeType":"video/mp4","text":""},"bodySize":3000000"#,
      #""content":{"mimeType":"video/mp4"}"#,
    ]
    for size in sizes {
      let result = try HARFixture.read(
        HARFixture.entry(
          response:
            #"{"status":200,"headers":[{"name":"content-length","value":"3000000"}],\#(size)}"#))
      let response = try #require(result.first?.response)
      #expect(response.body == .omitted(sha256: "", sizeBytes: 3_000_000))
      #expect(response.cuts.map { $0.length } == [1_048_576, 1_048_576, 902_848])
      #expect(
        result.notes == [
          "Entry 1: the capture holds no body, so only its size is kept; save it with content."
        ])
    }
  }

  @Test func `a body beyond the limit keeps size and digest`() throws {
    let text = String(repeating: "a", count: (1 << 20) + 1)
    let result = try HARFixture.read(HARFixture.entry(response: HARFixture.json(text)))
    #expect(
      result.first?.response?.body
        == .omitted(
          sha256: "4a3f0c0c213adea174f9a3d4c13177315b588bdb2e9c1012d3d0bf0453ca0f6a",
          sizeBytes: 1_048_577))
  }

  @Test func `answers without a body have none, whatever the sizes say`() throws {
    for (method, status) in [("HEAD", 200), ("GET", 304), ("POST", 204)] {
      let result = try HARFixture.read(
        HARFixture.entry(
          method: method,
          response: #"{"status":\#(status),"headers":[{"name":"Content-Length","value":"99"}],"#
            + #""content":{"size":99,"mimeType":"x-unknown"},"bodySize":99}"#))
      #expect(result.first?.response?.body == .empty)
      #expect(result.first?.response?.cuts == [])
      #expect(result.first?.response?.header("content-length") == "99")
      #expect(result.notes == [])
    }
  }

  @Test func `text of a Latin-1 answer goes back to its bytes`() throws {
    let result = try HARFixture.read(
      HARFixture.entry(
        response:
          #"{"status":200,"headers":[{"name":"Content-Type","value":"text/plain; charset=ISO-8859-1"}],"#
          + #""content":{"size":4,"mimeType":"text/plain","text":"caf\u00e9"}}"#))
    #expect(result.first?.response?.body == .bytes([0x63, 0x61, 0x66, 0xe9]))
  }

  @Test func `header lines may repeat, be joined, be pairs, or be pseudo headers`() throws {
    let result = try HARFixture.read(
      HARFixture.entry(
        requestHeaders:
          #"{"name":":authority","value":"api.example"},{"name":"Accept","value":"a"},"#
          + #"["accept","b"],{"name":"Cookie","value":"sid=1"},{"name":"a b","value":"c"},{}"#,
        response: #"{"status":200,"headers":[{"name":"set-cookie","value":"a=1\nb=2"},"#
          + #"{"name":"Location","value":"/a\n/b"}],"content":{}}"#))
    #expect(
      result.first?.request.headers == [HeaderPair("Accept", "a"), HeaderPair("accept", "b")])
    #expect(
      result.first?.response?.headers == [
        HeaderPair("Location", "/a"), HeaderPair("Location", "/b"),
      ])
  }

  @Test func `a long body is read where it stands, escapes and quotes included`() throws {
    let part = #"\"a\\\u00e9"#
    let text = String(repeating: part, count: 10_000)
    let result = try HARFixture.read(
      HARFixture.entry(response: HARFixture.json(text)),
      HARFixture.entry(response: HARFixture.json(text + "AAAA", content: #","encoding":"x""#)))
    let expected = String(repeating: "\"a\\\u{e9}", count: 10_000)
    #expect(result.tape.exchanges.map { $0.response?.text } == [expected, expected + "AAAA"])
  }

  // MARK: Requests

  @Test func `posted text is its bytes`() throws {
    let (body, notes) = try Self.posted(
      #"{"mimeType":"application/json","text":"{\"a\":\"\u00e9\u526a\ud83c\udfac\"}"}"#)
    #expect(body == .bytes(Array("{\"a\":\"\u{e9}\u{526a}\u{1f3ac}\"}".utf8)))
    #expect(notes == [])
  }

  @Test func `binary posts that were written as Latin-1 are bytes again`() throws {
    let type = #"{"name":"content-type","value":"application/octet-stream"}"#
    let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]
    // Chrome: `bodySize` is the size of the text as UTF-8; the request's header is the truth.
    let (byHeader, notes) = try Self.posted(
      #"{"mimeType":"application/octet-stream","text":"\u0089PNG\r\n\u001a\n\u00ff"}"#,
      headers: type + #",{"name":"content-length","value":"9"}"#, bodySize: "11")
    #expect(byHeader == .bytes(png))
    #expect(notes == [])
    let (byLook, guess) = try Self.posted(
      #"{"mimeType":"application/octet-stream","text":"\u0089PNG\r\n\u001a\n\u00ff"}"#,
      headers: type)
    #expect(byLook == .bytes(png))
    #expect(
      guess == ["Entry 1: what was sent looks binary, so its characters were taken as bytes."])
    // mitmproxy: `bodySize` counts bytes.
    let (bySize, none) = try Self.posted(
      #"{"mimeType":"","text":"caf\u00e9","params":[]}"#, bodySize: "4")
    #expect(bySize == .bytes([0x63, 0x61, 0x66, 0xe9]))
    #expect(none == [])
    let (text, _) = try Self.posted(#"{"mimeType":"","text":"caf\u00e9"}"#, bodySize: "5")
    #expect(text == .bytes(Array("caf\u{e9}".utf8)))
  }

  @Test func `bytes that mitmproxy escaped as lone surrogates come back`() throws {
    let (body, _) = try Self.posted(
      #"{"mimeType":"text/plain; charset=utf-8","text":"a\udcff\udc80b"}"#)
    #expect(body == .bytes([0x61, 0xff, 0x80, 0x62]))
    #expect(
      HARText.unescaped(Array(#"\ud800x\udc00"#.utf8)[...]) == Array("\u{fffd}x\u{fffd}".utf8)[...])
  }

  @Test func `base64 posts are bytes`() throws {
    let (body, _) = try Self.posted(#"{"mimeType":"a/b","text":"AP8=","encoding":"base64"}"#)
    #expect(body == .bytes([0x00, 0xff]))
  }

  @Test func `parameters stand in for the text`() throws {
    let (body, _) = try Self.posted(
      #"{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"a b","value":"1&2"},"#
        + #"{"name":"\u00e9","value":""}]}"#)
    #expect(body == .bytes(Array("a+b=1%262&%C3%A9=".utf8)))
  }

  @Test func `a multipart post becomes a form, whatever the boundary`() throws {
    // The digest is what sha256sum prints for the bytes 00 ff.
    let expected = BodyContent.form([
      .init(
        name: "file", filename: "a.bin", contentType: "application/octet-stream", sizeBytes: 2,
        sha256: "06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8")
    ])
    let text =
      #"--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"#
      + #"Content-Type: application/octet-stream\r\n\r\n\u0000\u00ff\r\n--X--\r\n"#
    for type in ["multipart/form-data; boundary=X", "multipart/form-data"] {
      let (body, _) = try Self.posted(#"{"mimeType":"\#(type)","text":"\#(text)"}"#)
      #expect(body == expected)
    }
  }

  @Test func `parameters of a form become its parts, files without content are noted`() throws {
    let (body, notes) = try Self.posted(
      #"{"mimeType":"multipart/form-data; boundary=X","params":[{"name":"title","value":"abc"},"#
        + #"{"name":"file","fileName":"a.mp4","contentType":"video/mp4"}]}"#)
    // The digest is what sha256sum prints for nothing.
    #expect(
      body
        == .form([
          .init(name: "title", contentType: nil, text: "abc"),
          .init(
            name: "file", filename: "a.mp4", contentType: "video/mp4", sizeBytes: 0,
            sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ]))
    #expect(
      notes == [
        "Entry 1: the capture does not hold the files of a form, so an upload of them will not match."
      ])
  }

  @Test func `a body that was sent and not captured is noted`() throws {
    let (body, notes) = try Self.posted(
      "", headers: #"{"name":"Content-Length","value":"12"}"#, bodySize: "0")
    #expect(body == .omitted(sha256: "", sizeBytes: 12))
    #expect(
      notes == [
        "Entry 1: the capture does not hold what was sent, so a request with a body will not match."
      ])
    let (none, nothing) = try Self.posted("", bodySize: "-1")
    #expect(none == .empty)
    #expect(nothing == [])
  }
}
