import NemoHTTP
import Testing

@testable import NemoClient

@Suite struct NemoErrorTests {
  @Test func `no registration link holds a token or anything that is no id`() {
    for id in ["nmv_usr_abc", "clm_x", "", "a b", "a&token=b", "é"] {
      #expect(RegistrationLink.url(bind: id) == "https://nemovideo.com/register")
    }
    #expect(RegistrationLink.url(bind: nil) == "https://nemovideo.com/register")
  }

  @Test(arguments: [
    (1001, NemoError.Operation.edit, NemoError.Code.tokenRejected),
    (1002, .readState, .sessionLost),
    (2001, .edit, .outOfCredits), (4001, .upload, .unsupportedFile), (4002, .upload, .fileTooLarge),
    (400, .signIn, .missingClientID), (400, .export, .refused), (402, .export, .exportBlocked),
    (429, .signIn, .rateLimited), (503, .readState, .backendTrouble),
    (404, .download, .downloadFailed),
    (404, .export, .refused),
  ])
  func `a refusal has the code of its kind`(
    code: Int, operation: NemoError.Operation, expected: NemoError.Code
  ) {
    let status = (400..<600).contains(code) ? code : 200
    let refusal = BackendRefusal(code: BackendCode(rawValue: code), httpStatus: status)
    #expect(NemoError(refusal, during: operation).code == expected)
  }

  @Test(arguments: [
    (TransportFailure.Code.unresolved, NemoError.Code.unreachable), (.unreachable, .unreachable),
    (.insecure, .insecure), (.idle, .timedOut), (.overdue, .timedOut), (.reset, .disconnected),
    (.short, .disconnected), (.noResponse, .disconnected), (.malformed, .unexpectedAnswer),
    (.unreadableBody, .fileNotReadable),
  ])
  func `a failure on the wire has the code of its kind`(
    code: TransportFailure.Code, expected: NemoError.Code
  ) {
    for sent in [TransportFailure.Sent.nothing, .possibly, .complete] {
      let error = NemoError(TransportFailure(code, sent: sent), during: .edit)
      #expect(error.code == expected)
      #expect(error.wasSent == (sent != .nothing))
    }
  }

  @Test func `any other error is wrapped without its own words`() {
    struct Leaky: Error, CustomStringConvertible { var description: String { "nmv_usr_secret" } }
    let error = NemoError(wrapping: Leaky(), during: .edit)
    #expect(error.cause == .other("Leaky"))
    #expect(!"\(error) \(String(reflecting: error))".contains("nmv_usr"))
    let file = NemoError(FileFailure(.notFound, path: "a.mp4", operation: "open"), during: .upload)
    #expect(file.description == "a.mp4 is not there. Check the path.")
    let output = NemoError(
      FileFailure(.noSpace, path: "o.mp4", operation: "write"), during: .download)
    #expect(output.code == .outputNotWritable)
  }
}
