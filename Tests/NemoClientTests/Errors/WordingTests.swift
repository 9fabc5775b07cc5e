import NemoClient
import NemoHTTP
import Testing

@Suite struct WordingTests {
  /// All that there are.
  static let codes: [NemoError.Code] = [
    .notSignedIn, .tokenRejected, .sessionLost, .outOfCredits, .unsupportedFile, .fileTooLarge,
    .emptyFile, .fileNotFound, .fileNotReadable, .missingClientID, .exportBlocked, .rateLimited,
    .unreachable, .insecure, .timedOut, .disconnected, .editFailed, .renderFailed, .stillRendering,
    .nothingToExport, .downloadFailed, .outputNotWritable, .storeFailed, .badConfiguration,
    .unexpectedAnswer, .refused, .backendTrouble, .cancelled,
  ]

  @Test(arguments: Wording.table)
  func `every code says exactly this to every kind of account`(row: Wording) {
    let link = RegistrationLink.url(bind: "anon_0000000000000001")
    let contexts: [(NemoError.Context, String)] = [
      (.init(account: .anonymous, registrationURL: link, path: "clip.mp4"), row.anonymous),
      (.init(account: .registered, path: "clip.mp4"), row.registered),
      (.init(account: .unknown, path: "clip.mp4"), row.unknown),
    ]
    for (context, text) in contexts {
      let error = NemoError(
        row.code, during: row.operation, wasSent: row.wasSent, context: context)
      #expect(error.description == text)
    }
  }

  @Test func `the table has every code`() {
    for code in Self.codes {
      #expect(Wording.table.contains { $0.code == code }, "\(code.rawValue)")
    }
  }

  @Test(arguments: WordingTests.codes)
  func `whatever was being done, there is something to read`(code: NemoError.Code) {
    for operation in NemoError.Operation.allCases {
      for wasSent in [false, true] {
        let text = NemoError(code, during: operation, wasSent: wasSent).description
        #expect((20...260).contains(text.count), "\(text)")
        #expect(!text.contains("{") && !text.contains("..") && !text.contains("  "), "\(text)")
        // There is no such command.
        #expect(!text.lowercased().contains("resume"))
      }
    }
  }

  // Contract section 6.2: a supplied token is the user's choice of an account.
  @Test func `a supplied token that is rejected is not replaced, and an anonymous one is offered`()
  {
    for account in [NemoError.Context.Account.anonymous, .registered, .unknown] {
      var context = NemoError.Context(account: account)
      context.isTokenSupplied = true
      let error = NemoError(.tokenRejected, during: .signIn, wasSent: true, context: context)
      #expect(
        error.description
          == "The backend does not accept the token that you gave, and it was not replaced by "
          + "another. Give a valid one in NEMO_TOKEN, or use a free anonymous account: "
          + "leave it out, or say --anonymous.")
    }
  }

  @Test(arguments: [
    (
      NemoError.Operation.edit, false,
      "The edit was not run and cost nothing: upload the files again, then ask for it again."
    ),
    (
      .edit, true,
      "The edit is lost with them and may have cost credits: "
        + "upload the files again before you ask for it again."
    ),
    (.upload, true, "Upload the files again."),
    (.export, true, "Upload the files and ask for the edits again before you export."),
  ])
  func `a lost session that was replaced says what is lost with it`(
    operation: NemoError.Operation, wasSent: Bool, advice: String
  ) {
    var context = NemoError.Context()
    context.isSessionReplaced = true
    let error = NemoError(.sessionLost, during: operation, wasSent: wasSent, context: context)
    #expect(
      error.description == "The backend no longer had this project, so a new one was opened. "
        + "The old one's uploads and timeline are lost. \(advice)")
  }

  // Contract section 16.1.
  @Test func `an edit that was watched says for how long nothing changed`() {
    var context = NemoError.Context()
    context.unchanged = .seconds(270)
    let error = NemoError(.disconnected, during: .edit, wasSent: true, context: context)
    #expect(
      error.description == "The connection to the backend broke. "
        + "The timeline has not changed for 5 minutes. "
        + "The edit may still be running: look at the timeline before you ask for it again.")
  }

  @Test(arguments: [
    (1, "1 second"), (30, "30 seconds"), (600, "10 minutes"), (7_200, "2 hours"),
    (604_800, "7 days"),
  ])
  func `a server that says when to ask again is believed`(seconds: Int, text: String) {
    var refusal = BackendRefusal(code: .rateLimited, httpStatus: 429)
    refusal.retryAfter = .seconds(seconds)
    #expect(
      NemoError(refusal, during: .upload).description
        == "The backend is busy, also after a pause. Wait \(text) and try again.")
    #expect(
      NemoError(refusal, during: .signIn).description
        == "The backend gives few free tokens, and refused another one, also after a pause. "
        + "Try again in \(text), or set NEMO_TOKEN to a token of your account.")
  }

  // Contract section 17.
  @Test func `a limit that this machine has found broken is named`() {
    let error = NemoError(
      .fileTooLarge, during: .upload, context: .init(path: "clip.mp4", limitMegabytes: 200))
    #expect(
      error.description
        == "clip.mp4 was not uploaded: it is larger than 200 MB. Compress or trim it first.")
  }

  @Test func `402 never speaks of credits, and 2001 never of the plan`() {
    for operation in NemoError.Operation.allCases {
      for account in [NemoError.Context.Account.anonymous, .registered, .unknown] {
        for wasSent in [false, true] {
          let context = NemoError.Context(account: account)
          let text = { (code: NemoError.Code) in
            NemoError(code, during: operation, wasSent: wasSent, context: context).description
              .lowercased()
          }
          #expect(!text(.exportBlocked).contains("credit"))
          #expect(!text(.exportBlocked).contains("top up"))
          #expect(text(.exportBlocked).contains("plan"))
          #expect(text(.outOfCredits).contains("credits"))
          #expect(!text(.outOfCredits).contains("plan"))
        }
      }
    }
  }

  @Test func `promise 1: an edit that was sent is not to be sent again`() {
    let codes: [NemoError.Code] = [
      .timedOut, .disconnected, .backendTrouble, .unreachable, .rateLimited, .unexpectedAnswer,
      .missingClientID, .refused, .insecure, .tokenRejected,
    ]
    for code in codes {
      let sent = NemoError(code, during: .edit, wasSent: true).description
      #expect(sent.contains("look at the timeline before"))
      #expect(!NemoError(code, during: .edit).description.contains("look at the timeline before"))
    }
  }

  @Test func `the server's reason is relayed`() {
    let refusal = BackendRefusal(code: .unspecified, httpStatus: 200, message: "no faces allowed")
    let error = NemoError(refusal, during: .edit)
    #expect(error.code == .editFailed)
    #expect(error.description.hasPrefix("The edit did not work: no faces allowed. "))
    let busy = BackendRefusal(
      code: BackendCode(rawValue: 409), httpStatus: 409, message: "a run is going on")
    #expect(
      NemoError(busy, during: .export).description
        == "The backend refused: a run is going on. Change the request, or try later.")
  }

  @Test func `an address that is no backend's is suspected`() {
    let refusal = BackendRefusal(code: BackendCode(rawValue: 404), httpStatus: 404)
    #expect(
      NemoError(refusal, during: .signIn).description
        == "The backend does not know this request. Check its address.")
  }
}
