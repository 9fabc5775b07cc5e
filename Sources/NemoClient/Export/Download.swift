import HTTPTypes
import NemoHTTP
import NemoTime

/// Fetches a rendered file: from its URL, and where that fails through the API. Contract section
/// 12.4.
struct Download: Sendable {
  let api: APIClient
  let output: OutputFile
  let renderID: String
  /// How large the backend said the file is; it counts where its host does not say.
  let announcedBytes: Int?
  let progress: @Sendable (ExportProgress) -> Void

  /// On return the temporary file is complete: it has the size that was told, and is a whole MP4.
  ///
  /// - Throws: ``NemoError``; `CancellationError`.
  func fetch(from url: String?) async throws {
    if let url, let address = fileAddress(url) {
      do {
        return try await fetch(address)
      } catch let error as NemoError where error.code == .outputNotWritable {
        throw error
      } catch let error as CancellationError {
        throw error
      } catch {
        try Task.checkCancellation()
      }
    }
    try await fetchThroughAPI()
  }

  /// The URL of an answer. What is encrypted on the way to the API stays so.
  private func fileAddress(_ url: String) -> Address? {
    guard let address = api.builder.base.resolving(url) else { return nil }
    return api.builder.base.scheme == "https" && address.scheme == "http" ? nil : address
  }

  private func fetch(_ address: Address) async throws {
    try await transfer(api.builder.download(address), orElse: nil)
  }

  private func fetchThroughAPI() async throws {
    let call = APIClient.Call(
      operation: .download, repeats: .whenNothingWasSent,
      onPause: { progress(.rateLimited($0)) })
    do {
      try await api.perform(.download(renderID: renderID), call) { request in
        try await transfer(request, orElse: { try await follow($0) })
      }
    } catch var error as NemoError {
      let ownCodes: [NemoError.Code] = [
        .outputNotWritable, .exportBlocked, .tokenRejected, .notSignedIn, .unreachable, .insecure,
        .rateLimited,
      ]
      if !ownCodes.contains(error.code) { error.code = .downloadFailed }
      throw error
    }
  }

  /// The API may answer with where the file is instead of the file itself (section 12.4).
  private func follow(_ answer: Answer) async throws {
    let status = try RenderStatus(of: .download, status: answer.status, body: answer.body)
    guard let url = status.outputURL, let address = fileAddress(url) else {
      throw NemoError(.downloadFailed, during: .download)
    }
    try await fetch(address)
  }

  // MARK: One source

  /// An end that is worth another attempt.
  private struct Cut: Error {
    var failure: TransportFailure
  }

  /// Transfers the file, resuming after cuts as often as the policy says.
  ///
  /// - Parameter handleJSON: what to do with an answer that is JSON; it is a failure where nil.
  private func transfer(
    _ request: TransportRequest, orElse handleJSON: ((Answer) async throws -> Void)?
  ) async throws {
    var range = DownloadRange()
    try output.clear()
    for attempt in 0... {
      do {
        if let answer = try await receive(request, &range) {
          guard let handleJSON else { throw NemoError(.downloadFailed, during: .download) }
          return try await handleJSON(answer)
        }
        return try checkMovie(range)
      } catch let cut as Cut {
        guard attempt < api.policy.downloadResumes else { throw cut.failure }
        if range.validator == nil { try output.clear() }
        try await api.time.sleep(for: api.policy.downloadPause, "resuming a download")
      }
    }
  }

  /// One request. Returns an answer that is JSON; nil when the file is complete.
  private func receive(
    _ request: TransportRequest, _ range: inout DownloadRange
  ) async throws -> Answer? {
    var request = request
    let offsetBytes = output.sizeBytes
    request.head.headerFields.append(contentsOf: range.headers(offsetBytes: offsetBytes))
    let (asked, response) = try await cutting { try await api.transfer.follow(request) }
    guard try accept(response.head, offsetBytes) else {
      // Only what carried the token was asked of the API: another host's refusal says nothing
      // about the account.
      guard asked.head.headerFields[.authorization] != nil else {
        throw NemoError(
          .downloadFailed, during: .download,
          cause: .other("the file's host answered with HTTP \(response.head.status.code)"),
          wasSent: true)
      }
      return try await answer(response)
    }
    switch range.receive(response.head, length: response.body.length, offsetBytes: offsetBytes) {
    case .append: break
    case .over: if offsetBytes > 0 { try output.clear() }
    case .useless:
      try output.clear()
      throw Cut(failure: TransportFailure(.malformed, sent: .complete, detail: "another range"))
    }
    let totalBytes = range.totalBytes ?? announcedBytes
    try await write(response.body, totalBytes: totalBytes)
    try checkSize(totalBytes)
    return nil
  }

  /// Whether the answer brings the file. Throws ``Cut`` where asking again may help.
  private func accept(_ head: HTTPResponse, _ offsetBytes: Int) throws -> Bool {
    let status = head.status.code
    switch status {
    case 200, 206:
      return !(head.headerFields[.contentType] ?? "").lowercased().contains("json")
    case 416 where offsetBytes > 0:
      try output.clear()
      throw Cut(failure: TransportFailure(.malformed, sent: .complete, detail: "status 416"))
    case 500...599:
      throw Cut(failure: TransportFailure(.other, sent: .complete, detail: "status \(status)"))
    default:
      return false
    }
  }

  /// The whole of an answer that is not the file; throws where it is a refusal.
  private func answer(_ response: TransportResponse) async throws -> Answer {
    let body = try await response.body.collect(upTo: api.policy.largestAnswer)
    let status = response.head.status.code
    guard status == 200 else {
      _ = try ResponseInterpreter.payload(of: .download, status: status, body: body)
      throw BackendRefusal(code: .unspecified, httpStatus: status)
    }
    return Answer(status: status, headers: response.head.headerFields, body: body)
  }

  private func write(_ body: HTTPBody, totalBytes: Int?) async throws {
    let iterator = body.makeAsyncIterator()
    while true {
      let chunk = try await cutting {
        var iterator = iterator
        return try await iterator.next()
      }
      guard let chunk else { return }
      try output.append(chunk.bytes)
      progress(.downloading(receivedBytes: output.sizeBytes, totalBytes: totalBytes))
    }
  }

  /// Transport success is not completion: a body can end early without a failure.
  private func checkSize(_ totalBytes: Int?) throws {
    guard let totalBytes, output.sizeBytes != totalBytes else { return }
    if output.sizeBytes > totalBytes { try output.clear() }
    throw Cut(failure: TransportFailure(.short, sent: .complete))
  }

  /// The right size is not enough: what was cut before its host saw it, or changed on its way, has
  /// that too.
  private func checkMovie(_ range: DownloadRange) throws {
    switch output.movie {
    case .whole: return
    case .noMovie:
      throw NemoError(
        .downloadFailed, during: .download, cause: .other("what came is no MP4 file"),
        wasSent: true)
    case .unfinished:
      // There is a rest to ask for only where nobody knows the size.
      if range.totalBytes != nil { try output.clear() }
      throw Cut(failure: TransportFailure(.short, sent: .complete, detail: "the MP4 is cut"))
    }
  }

  private func cutting<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let failure as TransportFailure {
      try Task.checkCancellation()
      // A host that can't be reached at all is not waited for: there is another way.
      throw failure.sent == .nothing ? failure as any Error : Cut(failure: failure)
    }
  }
}
