extension NemoError: CustomStringConvertible {
  /// One or two sentences for a person: what is wrong and what to do next.
  public var description: String { "" }
}
