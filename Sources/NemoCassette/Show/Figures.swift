/// Numbers as a person reads them, short.
package enum Figures {
  /// Decimal units, as file managers show them: `639 B`, `1.6 kB`, `12.3 MB`.
  package static func bytes(_ count: Int) -> String {
    if count < 1_000 { return "\(count) B" }
    if count < 1_000_000 { return tenths(count, of: 1_000) + " kB" }
    if count < 1_000_000_000 { return tenths(count, of: 1_000_000) + " MB" }
    return tenths(count, of: 1_000_000_000) + " GB"
  }

  /// `0 ms`, `350 ms`, `25.3 s`, `2m 05s`.
  package static func time(_ duration: Duration) -> String {
    let milliseconds = Int(clamping: duration.microseconds / 1_000)
    if milliseconds < 1_000 { return "\(milliseconds) ms" }
    if milliseconds < 100_000 { return tenths(milliseconds, of: 1_000) + " s" }
    let seconds = milliseconds / 1_000
    return "\(seconds / 60)m \(seconds % 60 < 10 ? "0" : "")\(seconds % 60)s"
  }

  package static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func tenths(_ count: Int, of unit: Int) -> String {
    "\(count / unit).\(count % unit * 10 / unit)"
  }
}
