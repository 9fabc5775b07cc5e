import Foundation

/// Captures in the words of browsers, Playwright and mitmproxy, and zips of them.
enum CaptureSeeds {
  static let archives: [[UInt8]] = [chrome, playwright, mitmproxy].map { Array($0.utf8) }

  /// What `_file` may name.
  static let bodyName = "body.bin"
  static let body = Array(#"{"code":0,"data":{"available":100}}"#.utf8)

  private static let chrome = #"""
    {"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[
    {"_priority":"High","_resourceType":"fetch","cache":{},"connection":"443","request":{"method":"OPTIONS","url":"https://api.example/run_sse","headers":[]},"response":{"status":204,"headers":[],"content":{"size":0,"mimeType":"x-unknown"},"_error":null},"startedDateTime":"2026-11-20T10:00:00.000Z","time":3.2,"timings":{"blocked":1,"dns":-1,"ssl":-1,"connect":-1,"send":0.1,"wait":2,"receive":0.1}},
    {"_resourceType":"fetch","request":{"method":"POST","url":"https://api.example/run_sse","httpVersion":"h2","headers":[{"name":":authority","value":"api.example"},{"name":"authorization","value":"Bearer nmv_usr_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"},{"name":"content-type","value":"application/json"}],"bodySize":30,"postData":{"mimeType":"application/json","text":"{\"new_message\":{\"parts\":[]}}"}},"response":{"status":200,"headers":[{"name":"content-type","value":"text/event-stream"}],"content":{"size":0,"mimeType":"text/event-stream"},"_transferSize":300,"_error":null},"startedDateTime":"2026-11-20T10:00:01.500Z","time":3000.75,"timings":{"send":0.1,"wait":100.5,"receive":2900},"_eventSourceMessages":[{"time":1795168801.75,"eventName":"message","eventId":"","data":"{\"type\":\"text\"}"},{"time":1795168802.5,"eventName":"x","eventId":"7","data":"a\nb"}]},
    {"request":{"method":"POST","url":"https://api.example/api/upload-video/nemo_agent/me/1","headers":[{"name":"content-type","value":"multipart/form-data; boundary=X"}],"postData":{"mimeType":"multipart/form-data; boundary=X","text":"--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n\u0089PNG\u00ff\r\n--X--\r\n"}},"response":{"status":0,"headers":[],"content":{},"_error":"net::ERR_CONNECTION_RESET"},"startedDateTime":"2026-11-20T10:00:09.000Z","time":5,"timings":{}}
    ]}}
    """#

  private static let playwright = #"""
    {"log":{"version":"1.2","creator":{"name":"Playwright","version":"1.57.0"},"entries":[{"startedDateTime":"2026-11-20T11:00:00.000+01:00","time":12.5,"request":{"method":"GET","url":"https://api.example/api/credits/balance/simple","headers":[],"bodySize":0},"response":{"status":200,"headers":[{"name":"content-encoding","value":"gzip"},{"name":"content-length","value":"31"}],"content":{"size":-1,"mimeType":"application/json","_file":"body.bin"},"bodySize":-1},"timings":{"send":0,"wait":10,"receive":2.5}},{"startedDateTime":"2026-11-20T11:00:01.000+01:00","time":-1,"request":{"method":"GET","url":"https://cdn.example/a","headers":[]},"response":{"status":-1,"headers":[],"content":{"size":-1,"mimeType":"x-unknown"},"_failureText":"net::ERR_ABORTED"},"timings":{"send":-1,"wait":-1,"receive":-1}}]}}
    """#

  private static let mitmproxy = #"""
    {"log": {"version": "1.2", "entries": [{"startedDateTime": "2026-11-20T10:00:00.123456+00:00", "time": 9.5, "request": {"method": "POST", "url": "https://api.example/api/render/proxy/lambda", "headers": [{"name": "Content-Type", "value": "application/x-www-form-urlencoded"}], "bodySize": 9, "postData": {"mimeType": "application/x-www-form-urlencoded", "text": "id=\udcffr1", "params": [{"name": "id", "value": "r1"}]}}, "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "image/png"}], "content": {"size": 4, "compression": -1, "mimeType": "image/png", "text": "iVBORw==", "encoding": "base64"}, "redirectURL": "https://cdn.example/x", "bodySize": 4}, "cache": {}, "timings": {"connect": 2.0, "ssl": 1.0, "send": 0.5, "receive": 2, "wait": 4}, "serverIPAddress": "10.0.0.1"}]}}
    """#

  /// Written by Python's `zipfile`: `har.har` deflated, one body stored.
  static let zip: [UInt8] = [UInt8](
    Data(
      base64Encoded: """
        UEsDBBQAAAAIAABQdF1Y9R0LOAEAAOQBAAAHAAAAaGFyLmhhcm1Qy07DMBD8F5/zsN1H2pxBXDnkBKqQ42wbI8cJ
        9qalVP531kGgHpB8WHlnZmfmxux4YvWNncEHMzpWM1FIljHtQeHo08qpAej/2arrxZtTj7S+h2+qgrOYMXDoDQRW
        v95YQOURugeF0JiFLrnc5kLkkjeC1zy9gnP+QmK4IIQsNhnz8DFDwHR3AOzHjqhPjw2hZm9p7hGnUJelmkwBn2qY
        LKS5JL+dwVC2yiqnoQwmrYjWg+rILLk6xCQfptEFSPrkEWdaSM7vYX+B9eiQMuV4nZLQWdk5fatpskYrpPjle6AO
        4iH7xS6y5otgucjYQLmaRP6HlLG3o7FLMcduDUJvKyU7uTtq6HbrPYBo22oL1Wov2v0KWmrn51hc+jLuFJZj4Kgh
        8n9Rhq4LniJqMGdSpj5jPMT4DVBLAwQUAAAAAAAAUHRdq9MK3yMAAAAjAAAALQAAADJmZDRlMWM2N2EyZDI4ZmNl
        ZDg0OWVlMWJiNzZlNzM5MWI5M2ViMTIuanNvbnsiY29kZSI6MCwiZGF0YSI6eyJhdmFpbGFibGUiOjEwMH19UEsB
        AhQDFAAAAAgAAFB0XVj1HQs4AQAA5AEAAAcAAAAAAAAAAAAAAIABAAAAAGhhci5oYXJQSwECFAMUAAAAAAAAUHRd
        q9MK3yMAAAAjAAAALQAAAAAAAAAAAAAAgAFdAQAAMmZkNGUxYzY3YTJkMjhmY2VkODQ5ZWUxYmI3NmU3MzkxYjkz
        ZWIxMi5qc29uUEsFBgAAAAACAAIAkAAAAMsBAAAAAA==
        """, options: .ignoreUnknownCharacters) ?? Data())

  /// A zip with one stored file, its checksum right: so that what is in it gets read.
  static func stored(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let size = word(content.count)
    let common =
      [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x50] + word(Int(crc(content))) + size + size
      + short(name.utf8.count) + [0, 0]
    var bytes: [UInt8] = [0x50, 0x4b, 3, 4] + common + Array(name.utf8) + content
    let directory = bytes.count
    bytes += [0x50, 0x4b, 1, 2, 20, 0] + common + Array(repeating: 0, count: 14) + Array(name.utf8)
    return bytes + [0x50, 0x4b, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0] + word(bytes.count - directory)
      + word(directory) + [0, 0]
  }

  private static func short(_ value: Int) -> [UInt8] {
    [UInt8(value & 0xff), UInt8(value >> 8 & 0xff)]
  }

  private static func word(_ value: Int) -> [UInt8] { short(value) + short(value >> 16) }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xffff_ffff) { value, byte in
      (0..<8).reduce(value ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1
      }
    }
  }
}
