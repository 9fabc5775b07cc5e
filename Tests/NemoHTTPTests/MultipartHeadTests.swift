@testable import NemoHTTP
import Testing

@Suite struct MultipartHeadTests {
  private func filename(_ disposition: String) -> String? {
    MultipartHead(fields: [.init(name: "content-DISPOSITION", value: disposition)]).filename
  }

  @Test(arguments: [
    // WHATWG HTML section 4.10.21.8, as browsers and curl since 7.81 write it
    (#"form-data; name="f"; filename="a%22b.mp4""#, #"a"b.mp4"#),
    (#"form-data; name="f"; filename="a%0D%0Ab.mp4""#, "a\r\nb.mp4"),
    (#"form-data; name="f"; filename="100%.mp4""#, "100%.mp4"),
    // RFC 9110 section 5.6.4, as older curl writes it
    (#"form-data; name="f"; filename="a \"b\"; c.mp4""#, #"a "b"; c.mp4"#),
    (#"form-data; name="f"; filename="C:\clips\a.mp4""#, #"C:\clips\a.mp4"#),
    ("form-data; filename=plain.mp4 ; name=f", "plain.mp4"),
    (#"form-data; filename="录屏.mp4""#, "录屏.mp4"),
    // RFC 8187 section 3.2.3
    (#"form-data; filename="x"; filename*=UTF-8''%e2%82%ac%20rates.mp4"#, "€ rates.mp4"),
    (#"form-data; filename="x"; filename*=utf-8'en'a.mp4"#, "a.mp4"),
    (#"form-data; filename="x"; filename*=ISO-8859-1''%A3.mp4"#, "x"),
    (#"form-data; filename="x"; filename*=UTF-8''%ff"#, "x"),
    (#"form-data; filename="x"; filename*=UTF-8''%4"#, "x"),
    (#"form-data; filename="""#, ""),
  ])
  func `file names are read as senders write them`(disposition: String, expected: String) {
    #expect(filename(disposition) == expected)
  }

  @Test func `a part without a file name is no file`() {
    #expect(filename(#"form-data; name="filename""#) == nil)
    #expect(MultipartHead(fields: []).name == "")
  }

  @Test func `lines without a colon are skipped and values lose their blanks`() {
    let lines = Array("Content-Type: \tvideo/mp4 \r\nnonsense\r\nX:1".utf8)
    let head = MultipartHead(lines: lines[...])
    #expect(head.contentType == "video/mp4")
    #expect(head.fields.map(\.name) == ["Content-Type", "X"])
  }

  @Test func `a boundary is read with and without quotes`() {
    let quoted = HeaderParameters(#"Multipart/Form-Data; charset=utf-8; Boundary="a; b""#)
    #expect(quoted.value == "multipart/form-data")
    #expect(quoted["boundary"] == "a; b")
    #expect(HeaderParameters("multipart/form-data;boundary=--x")["boundary"] == "--x")
    #expect(HeaderParameters("text/plain")["boundary"] == nil)
    #expect(HeaderParameters("multipart/form-data; boundary")["boundary"] == nil)
  }
}
