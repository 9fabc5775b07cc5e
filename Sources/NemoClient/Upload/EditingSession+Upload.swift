import NemoHTTP

/// How far an upload is.
public struct UploadProgress: Sendable, Hashable {
  /// Bytes of the file that were handed over. Starts again when an upload is repeated.
  public var sentBytes: Int
  public var totalBytes: Int

  public init(sentBytes: Int, totalBytes: Int) {
    self.sentBytes = sentBytes
    self.totalBytes = totalBytes
  }
}

extension EditingSession {
  /// Uploads one file into the session. It is read while it is sent, never held in memory.
  ///
  /// Safe to repeat, and wasteful: where the connection breaks or a gateway has a problem, that is
  /// done here up to twice. Nothing is sent when the file itself can't be taken.
  ///
  /// - Parameters:
  ///   - path: a file of the store, with one of ``MediaType/acceptedExtensions``, at most
  ///     ``ClientPolicy/largestUpload`` bytes.
  ///   - progress: called after every piece.
  /// - Returns: the files as the backend has them.
  /// - Throws: ``NemoError``; `CancellationError`. After ``NemoError/Code/sessionLost`` a new
  ///   session stands in the place of the lost one, so that a repetition succeeds.
  public func upload(
    _ path: String, progress: @escaping @Sendable (UploadProgress) -> Void = { _ in }
  ) async throws -> [UploadedFile] {
    let file = try UploadCheck(path, files: api.files, largestBytes: api.policy.largestUpload)
    let multipart = MultipartBody(file, in: api.files, entropy: api.configuration.entropy)
    let body = multipart.body { sentBytes in
      progress(UploadProgress(sentBytes: sentBytes, totalBytes: file.sizeBytes))
    }
    let id = stored.id
    do {
      let files = try await upload(multipart.boundary, body)
      return files.isEmpty ? try await find(file.name) : files
    } catch var error as NemoError {
      if error.operation == .readState { error.operation = .upload }
      if error.code == .sessionLost { error = try await replacingSession(id, after: error) }
      error.context.path = error.context.path ?? path
      throw error
    }
  }

  private func upload(_ boundary: String, _ body: HTTPBody) async throws -> [UploadedFile] {
    let wire = WireRequest.uploadFiles(sessionID: stored.id, boundary: boundary)
    // Twice is no harm (contract section 11).
    let call = APIClient.Call(operation: .upload, repeats: .always, body: body)
    return try await api.perform(wire, call) { [api] request in
      let answer = try await api.transfer.answer(request, limit: api.policy.largestAnswer)
      return try answer.decoded(UploadAnswer.init).files
    }
  }

  /// The answer names no file: state shows whether there is one.
  private func find(_ name: String) async throws -> [UploadedFile] {
    let files = try await state().media.filter { $0.filename == name }
    guard files.isEmpty else { return files }
    throw NemoError(
      .unexpectedAnswer, during: .upload, cause: .other("no file in the answer"), wasSent: true)
  }
}
