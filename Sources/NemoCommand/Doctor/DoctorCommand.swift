import ArgumentParser
import Nemo

/// `nemo doctor`: what is installed, which backend answers, and whether it can be reached.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check this machine, the backend and what is remembered of it.",
    discussion: """
      Nothing is changed, spent or signed in.

      Example:
        nemo doctor --production
      """)

  @OptionGroup var flags: BackendOptions

  func run() async throws {
    let surroundings = Surroundings.ofThisProcess()
    let console = Console(
      isJSON: flags.json, isVerbose: flags.verbose, environment: surroundings.variables)
    let diagnosis = await Doctor(flags, surroundings, console).examine()
    flags.json ? console.print(json: diagnosis.json) : diagnosis.show(on: console)
    if !diagnosis.isGood { throw ExitCode(ExitTable.doctor) }
  }
}

/// Looks at one thing after the other; what fails is a finding and stops nothing.
struct Doctor: Sendable {
  private let flags: BackendOptions
  private let surroundings: Surroundings
  private let console: Console

  init(_ flags: BackendOptions, _ surroundings: Surroundings, _ console: Console) {
    self.flags = flags
    self.surroundings = surroundings
    self.console = console
  }

  func examine() async -> Diagnosis {
    var findings = [Finding("nemo", .ok, SkillIdentity.packageVersion)]
    do {
      let backend = try flags.choice(surroundings)
      let options = try flags.options(surroundings, console)
      findings.append(
        Finding("backend", .ok, "\(backend.announcement) Chosen by \(reason)."))
      findings += await StateChecks(backend, options, surroundings).findings()
      if backend.address != nil {
        console.note("Asking the backend...")
        findings += await ReachCheck(backend, options).findings()
      }
      findings += ToolChecks(backend, options).findings()
    } catch {
      findings.append(Finding("backend", failing: error))
      findings += ToolChecks(.simulator(), .of(surroundings)).findings()
    }
    return Diagnosis(findings: findings)
  }

  /// What made the choice, in the order that all commands share.
  private var reason: String {
    if flags.production { return "--production" }
    if flags.backend != nil { return "--backend" }
    for name in ["NEMO_BACKEND", "NEMO_API_URL"] where surroundings.variables[name] ?? "" != "" {
      return name
    }
    return "default"
  }
}
