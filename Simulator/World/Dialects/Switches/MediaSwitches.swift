extension Dialect {
  /// Row 1: what a poll of a render answers.
  public enum RenderBody: String, Sendable, Hashable, CaseIterable {
    case flat, nested, both
  }

  /// Row 2: what the submit of a render answers.
  public enum RenderSubmit: String, Sendable, Hashable, CaseIterable {
    /// `{"success": true, "data": {"id", "status", "progress"}}`, the one documented body.
    case nested
    /// `{"code": 0, "id"}`
    case code
    /// In the form of a poll, row 1.
    case follow
  }

  /// Row 19: what a used render id gets.
  public enum DuplicateRender: String, Sendable, Hashable, CaseIterable {
    case error, idempotent
  }

  /// Row 25: how the answer to an upload names its files.
  public enum UploadKey: String, Sendable, Hashable, CaseIterable {
    /// `files`, each with its `cdn_url`.
    case files
    /// `uploaded_files`, each with its `url`.
    case uploadedFiles = "uploaded_files"
    /// The `url` of the first file and nothing else.
    case url
  }

  /// Row 26: whether a file object has `fps` and `hash`.
  public enum UploadExtras: String, Sendable, Hashable, CaseIterable {
    case on, off
  }

  /// Row 32: what a download through the API answers.
  public enum Download: String, Sendable, Hashable, CaseIterable {
    /// The file.
    case bytes
    /// JSON that says where the file is.
    case json
  }
}
