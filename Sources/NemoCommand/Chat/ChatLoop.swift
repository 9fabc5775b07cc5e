import ArgumentParser
import Nemo
import NemoClient
import NemoHTTP
import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The conversation with its terminal or pipe: what comes in goes to the ``ChatMachine``, and what
/// that wants is done.
///
/// A value of its own task: only that task touches it.
struct ChatLoop {
  /// What happens, from any thread.
  private enum Occurrence: Sendable {
    /// What was typed; nil at the end.
    case bytes([UInt8]?)
    /// A line of a pipe; nil at the end.
    case line(String?)
    case signal(Int32)
    case machine(ChatEvent)
  }

  private let console: Console
  private let performer: ChatPerformer
  private let time: any TimeSource
  private let terminal: RawTerminal?
  private let lines: LineInput?
  private let historyFile: HistoryFile
  private let isJSON: Bool
  private let occurrences: AsyncStream<Occurrence>
  private let source: AsyncStream<Occurrence>.Continuation
  private var machine: ChatMachine
  private var editor: LineEditor
  private var decoder = KeyDecoder()
  private var work: Task<Void, Never>?
  private var questions: [Task<Void, Never>] = []
  private var running = 0
  private var isWaitingForLine = false
  private var exitCode: Int32?
  /// While the user thinks, a simulated clock stands still.
  private var idleHold: TimeHold?

  init(
    _ connection: Connection, _ session: EditingSession, _ console: Console, terminal: RawTerminal?,
    settings: ChatMachine.Settings, history: HistoryFile, isJSON: Bool
  ) {
    self.console = console
    self.terminal = terminal
    self.isJSON = isJSON
    historyFile = history
    // Producers are few and bounded: one chunk or line at a time, a percent once, and turn events.
    let (occurrences, source) = AsyncStream.makeStream(of: Occurrence.self)
    self.occurrences = occurrences
    self.source = source
    performer = ChatPerformer(connection: connection, session: session) {
      source.yield(.machine($0))
    }
    time = session.time
    lines = terminal == nil ? LineInput() : nil
    machine = ChatMachine(settings)
    editor = LineEditor(history: InputHistory(terminal == nil ? [] : history.load()))
  }

  /// Converses until the user leaves, the input ends or a signal comes.
  ///
  /// - Parameter state: of the session, where an earlier one goes on.
  /// - Returns: the exit code.
  mutating func run(continuing state: SessionState?) async -> Int32 {
    listen()
    terminal?.makeRaw()
    defer {
      console.pin(nil)
      terminal?.restore()
    }
    showPrompt()
    perform(machine.receive(.opened(state)))
    prepareToWait()
    for await occurrence in occurrences {
      receive(occurrence)
      if let exitCode {
        await finish()
        return exitCode
      }
      prepareToWait()
    }
    return ExitTable.interrupted
  }

  private mutating func listen() {
    let source = source
    SignalWatch.start { [terminal] number, isRepeated in
      // Whoever asks twice does not want to wait.
      if isRepeated {
        terminal?.restore()
        _exit(128 + number)
      }
      source.yield(.signal(number))
    }
    terminal?.read { source.yield(.bytes($0)) }
    lines?.read { source.yield(.line($0)) }
  }

  /// Lets nothing of it go on behind the caller's back: a temporary file goes with its task.
  private mutating func finish() async {
    idleHold?.release()
    work?.cancel()
    for question in questions { question.cancel() }
    await work?.value
    for question in questions { await question.value }
  }

  private mutating func prepareToWait() {
    if running > 0 {
      idleHold?.release()
      idleHold = nil
    } else {
      idleHold = idleHold ?? time.hold("the user")
    }
    guard let lines, machine.isIdle, running == 0, !isWaitingForLine else { return }
    isWaitingForLine = true
    lines.askForLine()
  }

  // MARK: What happens

  private mutating func receive(_ occurrence: Occurrence) {
    switch occurrence {
    case .bytes(let bytes?):
      for key in decoder.receive(bytes) where exitCode == nil { receive(key) }
      terminal?.takeNext()
    case .line(let line?):
      isWaitingForLine = false
      perform(machine.receive(.line(line)))
    case .bytes(nil), .line(nil): perform(machine.receive(.endOfInput))
    case .signal(SIGWINCH): if terminal != nil { showPrompt() }
    case .signal(SIGINT): perform(machine.receive(.interrupted(wasEmpty: true)))
    case .signal(let number): perform(machine.receive(.terminated(number)))
    case .machine(let event):
      if case .finished = event { running -= 1 }
      perform(machine.receive(event))
    }
  }

  private mutating func receive(_ key: Key) {
    switch editor.receive(key) {
    case .none: break
    case .redraw: showPrompt()
    case .submit(let line):
      historyFile.add(line)
      showPrompt()
      perform(machine.receive(.line(line)))
    case .complete: complete()
    case .interrupt(let wasEmpty):
      showPrompt()
      perform(machine.receive(.interrupted(wasEmpty: wasEmpty)))
    case .endOfInput: perform(machine.receive(.endOfInput))
    case .clearScreen: console.clearScreen()
    case .suspend:
      console.pin(nil)
      terminal?.suspend()
      showPrompt()
    }
  }

  private mutating func complete() {
    let completion = LineCompletion(
      editor.before, commands: ChatReading.commands, look: machine.settings.look,
      list: FileLook.entries)
    editor.replaceBefore(with: completion.before)
    if completion.candidates.count > 1 {
      console.say(completion.candidates.joined(separator: "  "), .dim)
    }
    showPrompt()
  }

  private func showPrompt() {
    guard terminal != nil else { return }
    console.pin(Console.Prompt(mark: "> ", before: editor.before, after: editor.after))
  }

  // MARK: What is wanted

  private mutating func perform(_ actions: [ChatAction]) {
    for action in actions { perform(action) }
  }

  private mutating func perform(_ action: ChatAction) {
    switch action {
    case .say(let text, let style): console.say(text, style)
    case .complain(let text): console.complain(text)
    case .picture(let draft, let language): console.show(Draft(bytes: draft), in: language)
    case .trace(let text): console.trace(text)
    case .report(let line): if isJSON { console.print(json: line) }
    case .progress(let title, let fraction): console.progress(title, fraction)
    case .busy(let text): console.status(text)
    case .endProgress: console.endProgress()
    case .begin(let job): begin(job)
    case .cancel: work?.cancel()
    case .leave(let code): exitCode = code
    }
  }

  private mutating func begin(_ job: ChatJob) {
    running += 1
    let (performer, source) = (performer, source)
    // Not a task of its own clock: it stays on the executor of the session's time.
    let task = Task<Void, Never>(executorPreference: time.executor) {
      let result = await performer.perform(job)
      source.yield(.machine(.finished(job, result)))
    }
    if machine.job == job { work = task } else { questions = questions.suffix(8) + [task] }
  }
}
