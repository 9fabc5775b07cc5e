/// The answer to an upload, section 11.
enum UploadBody {
  /// - Parameter files: at least one.
  static func json(_ files: [Asset], base: String, _ dialect: Dialect) -> JSON {
    func objects(_ urlKey: String) -> JSON {
      .array(files.map { $0.json(base: base, dialect.uploadExtras, urlKey: urlKey) })
    }
    switch dialect.uploadKey {
    case .files: return ["files": objects("cdn_url"), "session_state_applied": true]
    case .uploadedFiles: return ["uploaded_files": objects("url"), "session_state_applied": true]
    case .url: return .present(("url", files.first.map { .string($0.url(base: base)) }))
    }
  }
}
