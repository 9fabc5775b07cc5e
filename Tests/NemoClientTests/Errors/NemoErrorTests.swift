import NemoHTTP
import Testing

@testable import NemoClient

@Suite struct NemoErrorTests {
  private func words(
    _ code: NemoError.Code, _ operation: NemoError.Operation = .edit, sent: Bool = true,
    _ context: NemoError.Context = .init(), cause: NemoError.Cause? = nil
  ) -> String {
    NemoError(code, during: operation, cause: cause, wasSent: sent, context: context).description
  }

  private static let codes: [NemoError.Code] = [
    .notSignedIn, .tokenRejected, .sessionLost, .outOfCredits, .unsupportedFile, .fileTooLarge,
    .emptyFile,
    .fileNotFound, .fileNotReadable, .missingClientID, .exportBlocked, .rateLimited, .unreachable,
    .insecure,
    .timedOut, .disconnected, .editFailed, .renderFailed, .stillRendering, .nothingToExport,
    .downloadFailed,
    .outputNotWritable, .storeFailed, .badConfiguration, .unexpectedAnswer, .refused,
    .backendTrouble,
  ]

  @Test(arguments: codes)
  func `every code says something short in every operation`(code: NemoError.Code) {
    for operation in NemoError.Operation.allCases {
      let text = words(code, operation)
      #expect((20...220).contains(text.count), "\(text)")
      #expect(!text.contains("{"))
      #expect(!text.contains(".."))
      // There is no such command.
      #expect(!text.lowercased().contains("resume"))
    }
  }

  @Test(arguments: [
    (NemoError.Code.notSignedIn, "NEMO_TOKEN"), (.tokenRejected, "NEMO_TOKEN"),
    (.sessionLost, "new session"),
    (.unsupportedFile, "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac"),
    (.fileTooLarge, "500 MB. Compress or trim"), (.rateLimited, "30 seconds"),
    (.nothingToExport, "Upload a clip"),
    (.renderFailed, "Export failed, please try again later."),
    (.stillRendering, "Run the export again later."),
    (.downloadFailed, "Run the export again later."), (.unreachable, "network"),
    (.insecure, "not secure"),
    (.fileNotFound, "path"),
  ])
  func `the wording says what to do next`(code: NemoError.Code, part: String) {
    #expect(words(code).contains(part))
  }

  @Test func `402 never speaks of credits, and 2001 never of the plan`() {
    let link = "https://nemovideo.com/register?bind=anon_1"
    for account in [NemoError.Context.Account.anonymous, .registered, .unknown] {
      let context = NemoError.Context(account: account, registrationURL: link)
      let blocked = words(.exportBlocked, .export, context).lowercased()
      #expect(!blocked.contains("credit"))
      #expect(!blocked.contains("top up"))
      #expect(blocked.contains("plan"))
      let spent = words(.outOfCredits, .edit, context).lowercased()
      #expect(spent.contains("credits"))
      #expect(!spent.contains("plan"))
    }
  }

  @Test func `who is out of credits is told to register or to top up`() {
    let link = RegistrationLink.url(bind: "anon_0000000000000001")
    #expect(link == "https://nemovideo.com/register?bind=anon_0000000000000001")
    let anonymous = words(.outOfCredits, .edit, .init(account: .anonymous, registrationURL: link))
    #expect(anonymous.contains(link))
    #expect(!anonymous.contains("op up"))
    let registered = words(.outOfCredits, .edit, .init(account: .registered))
    #expect(registered.contains("top up"))
    #expect(!registered.contains("egister"))
  }

  @Test func `promise 1: an edit that was sent is not to be sent again`() {
    let codes: [NemoError.Code] = [
      .timedOut, .disconnected, .backendTrouble, .unreachable, .rateLimited, .unexpectedAnswer,
      .missingClientID, .refused, .insecure,
    ]
    for code in codes {
      #expect(words(code, .edit, sent: true).contains("look at the timeline before"))
      #expect(!words(code, .edit, sent: true).lowercased().contains("try again"))
      #expect(!words(code, .edit, sent: false).contains("look at the timeline before"))
    }
  }

  @Test func `the server's reason is relayed`() {
    let refusal = BackendRefusal(code: .unspecified, httpStatus: 200, message: "no faces allowed")
    let error = NemoError(refusal, during: .edit)
    #expect(error.code == .editFailed)
    #expect(error.description.hasPrefix("The edit did not work: no faces allowed. "))
  }

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
