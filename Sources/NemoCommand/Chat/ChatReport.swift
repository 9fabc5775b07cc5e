/// A line of `nemo chat --json`: an object that begins with its `event`.
enum ChatReport {
  static func line(_ event: String, _ pairs: KeyValuePairs<String, JSONText>) -> String {
    let members = pairs.map { ",\(JSONText.string($0.key).text):\($0.value.text)" }
    return "{\"event\":\(JSONText.string(event).text)\(members.joined())}"
  }
}
