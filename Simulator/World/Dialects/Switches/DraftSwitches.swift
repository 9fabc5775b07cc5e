extension Dialect {
  /// Section 10.3: how a segment says when it starts.
  public enum DraftStart: String, Sendable, Hashable, CaseIterable {
    /// Always in `s`.
    case explicit
    /// In `s` only where it does not start at the end of the one before it.
    case sequential
  }

  /// Row 36 and section 10.3: where the words of a text segment are.
  public enum DraftText: String, Sendable, Hashable, CaseIterable {
    /// In `m.text`, and in `m.title` as the segment's name.
    case text = "m.text"
    /// In `m.title` alone.
    case title = "m.title"
  }

  /// Sections 10.1 and 10.3: how a segment names an uploaded or generated file.
  public enum DraftSource: String, Sendable, Hashable, CaseIterable {
    /// By its URL.
    case cdn
    /// By a path that begins with `/mnt/userdata/` and ends with the file's name.
    case mount
  }
}
