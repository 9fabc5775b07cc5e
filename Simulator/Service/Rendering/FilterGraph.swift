/// An ffmpeg command under construction: its inputs, and what is done with them.
struct FilterGraph {
  private(set) var inputs: [String] = []
  private(set) var inputCount = 0
  private var chains: [String] = []
  private var lastLabel = 0

  /// Everything as `-filter_complex` takes it.
  var text: String { chains.joined(separator: ";") }

  /// Adds a file that was uploaded: only media, and nothing that it refers to.
  mutating func addUpload(_ path: String, options: [String] = []) -> Int {
    addInput(
      ["-protocol_whitelist", "file", "-format_whitelist", FFprobe.formats] + options
        + ["-i", "file:\(path)"])
  }

  /// Adds a file that this renderer made.
  mutating func addFile(_ path: String, options: [String] = []) -> Int {
    addInput(options + ["-i", "file:\(path)"])
  }

  private mutating func addInput(_ arguments: [String]) -> Int {
    inputs += arguments
    inputCount += 1
    return inputCount - 1
  }

  /// Adds a chain of filters and returns the label of what comes out.
  mutating func chain(_ sources: [String], _ filters: [String]) -> String {
    lastLabel += 1
    let label = "[n\(lastLabel)]"
    chains.append(sources.joined() + filters.joined(separator: ",") + label)
    return label
  }

  /// Copies a stream.
  mutating func split(_ source: String, into count: Int) -> [String] {
    let labels = (1...max(1, count)).map { "[n\(lastLabel + $0)]" }
    lastLabel += labels.count
    chains.append("\(source)split=\(labels.count)\(labels.joined())")
    return labels
  }

  /// A file's path as the value of a filter's option: escaped for the option, then for the graph.
  static func escaped(_ path: String) -> String {
    func escape(_ text: String, _ special: String) -> String {
      text.reduce(into: "") { result, character in
        if special.contains(character) { result.append("\\") }
        result.append(character)
      }
    }
    return escape(escape(path, "\\':"), "\\'[],;")
  }

  /// Milliseconds as seconds, such as `1.25`.
  static func seconds(_ milliseconds: Int) -> String {
    let fraction = String(1_000 + abs(milliseconds) % 1_000).dropFirst()
    return "\(milliseconds < 0 ? "-" : "")\(abs(milliseconds) / 1_000).\(fraction)"
  }
}
