import NemoClient
import NemoTime

/// Whom an edit tells what happens, and in which language: the console, or a test.
struct Teller: Sendable {
  var language: Language
  /// A line, perhaps of several; with how it is styled.
  var say: @Sendable (String, Console.Style) -> Void
  /// How far something is, 0...1.
  var progress: @Sendable (String, Double) -> Void = { _, _ in }
  var endProgress: @Sendable () -> Void = {}
  var trace: @Sendable (String) -> Void = { _ in }
  var complain: @Sendable (String) -> Void = { _ in }
  /// Shows a timeline as a picture.
  var show: @Sendable (Draft?) -> Void = { _ in }

  func say(_ remark: some Remark, _ style: Console.Style = .plain) {
    say(remark.text(in: language), style)
  }

  func complain(_ error: any Error) {
    complain(text(error))
  }

  /// Every error of this project describes itself for a person.
  func text(_ error: any Error) -> String {
    switch error {
    case let error as NemoError: error.sentence(in: language)
    case let error as SessionNameError: error.sentence(in: language)
    default: sentence(for: error)
    }
  }
}

extension Teller {
  /// - Parameter screen: where pictures are coloured; nil leaves them plain.
  init(_ console: Console, _ language: Language, _ screen: Screen? = nil) {
    self.language = language
    say = { console.say($0, $1) }
    progress = { console.progress($0, $1) }
    endProgress = { console.endProgress() }
    trace = { console.trace($0) }
    complain = { console.complain($0) }
    let (width, isColoured) = (screen?.width ?? 80, screen?.isColoured ?? false)
    show = { draft in
      let picture = TimelinePicture.text(
        draft, width: width, in: language, isColoured: isColoured)
      guard isColoured else { return console.say(picture) }
      console.endProgress()
      Console.write(picture + "\n", to: 1)
    }
  }
}

extension Language {
  /// Of a code such as `zh-CN`; nil for a language in which nothing here is worded.
  init?(code: String) {
    let main = code.prefix { $0.isLetter }.lowercased()
    self.init(rawValue: main)
  }
}
