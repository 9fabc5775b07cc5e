extension String {
  /// Whether it ends as a sentence does, in either language.
  var isEnded: Bool { last.map { ".!?…。！？".contains($0) } ?? false }
}
