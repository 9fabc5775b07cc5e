import NemoTime
@testable import SimulatorService
import Testing

@Suite struct ChildProcessTests {
  private func shell(_ script: String, limit: Duration = .seconds(30)) -> ChildProcess {
    ChildProcess(executable: "/bin/sh", arguments: ["-c", script], timeLimit: limit)
  }

  @Test func `a program's status and outputs come back, and its environment is the given one`()
    async throws
  {
    var process = shell("echo out$NAME; echo err >&2; exit 3")
    process.environment = ["NAME=x"]
    let outcome = try await process.run()
    #expect(outcome.status == 3)
    #expect(outcome.output == Array("outx\n".utf8))
    #expect(outcome.lastError == "err")
    #expect(!outcome.isOverdue)
  }

  @Test func `output beyond the limit is read and dropped`() async throws {
    var process = shell("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2")
    process.outputLimit = 1_000
    process.environment = ["PATH=/usr/bin:/bin"]
    let outcome = try await process.run()
    #expect(outcome.status == 0)
    #expect([outcome.output.count, outcome.errors.count] == [1_000, 1_000])
  }

  /// Both hold the pipe: it ends when the last of them does, and by themselves they last an hour.
  @Test(.timeLimit(.minutes(4)))
  func `a program that takes too long is killed with its children`() async throws {
    let outcome = try await shell("sleep 3600 & sleep 3600", limit: .milliseconds(300)).run()
    #expect(outcome.isOverdue)
  }

  @Test(.timeLimit(.minutes(4)))
  func `cancelling kills the program`() async throws {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        do {
          _ = try await self.shell("sleep 3600").run()
          return false
        } catch {
          return error is CancellationError
        }
      }
      group.cancelAll()
      for await wasCancelled in group { #expect(wasCancelled) }
    }
  }

  @Test func `a program that is not there cannot be started`() async throws {
    let process = ChildProcess(
      executable: "/nonexistent/program", arguments: [], timeLimit: .seconds(1))
    await #expect(throws: ChildProcess.StartFailure.self) { try await process.run() }
  }
}
