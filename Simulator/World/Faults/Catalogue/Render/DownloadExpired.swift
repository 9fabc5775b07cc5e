import HTTPTypes

extension Fault {
  /// How object stores answer for a signed URL whose time is over; that this service's are signed
  /// is assumed.
  static let downloadExpired = Fault(
    "download-expired", .render, [.download],
    effect: "the file's address says that its signature has expired: 403 with XML",
    remedy: "as for any refusal of the address: the API's own download"
  ) { _ in
    [
      .answer { plan, _ in
        let page = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
        plan = Plan(
          status: 403, headers: [.contentType: "application/xml"], body: .bytes(Array(page.utf8)))
      }
    ]
  }
}
