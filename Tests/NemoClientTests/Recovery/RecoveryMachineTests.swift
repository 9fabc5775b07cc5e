import NemoClient
import NemoTime
import Testing

@Suite struct RecoveryMachineTests {
  private func at(_ seconds: Int) -> Instant { Instant(sinceOrigin: .seconds(seconds)) }

  // Contract section 16.1: 30 s, then 60 s four times; five unchanged reads are a failure.
  @Test func `promise 4: five unchanged reads at 30, 90, 150, 210 and 270 s, then failure`() {
    var machine = RecoveryMachine()
    #expect(machine.receive(.lost, at: at(0)) == .read(at: at(30)))
    #expect(machine.receive(.read(changed: false), at: at(30)) == .read(at: at(90)))
    #expect(machine.receive(.read(changed: false), at: at(90)) == .read(at: at(150)))
    #expect(machine.receive(.read(changed: false), at: at(150)) == .read(at: at(210)))
    #expect(machine.receive(.read(changed: false), at: at(210)) == .read(at: at(270)))
    #expect(machine.receive(.read(changed: false), at: at(270)) == .failUnchanged)
  }

  @Test func `a changed timeline at any read is success`() {
    var machine = RecoveryMachine()
    _ = machine.receive(.lost, at: at(0))
    _ = machine.receive(.read(changed: false), at: at(30))
    #expect(machine.receive(.read(changed: true), at: at(90)) == .succeed)
  }

  @Test func `a read that failed does not count as unchanged`() {
    var machine = RecoveryMachine()
    _ = machine.receive(.lost, at: at(0))
    for index in 0..<4 {
      #expect(
        machine.receive(.readFailed, at: at(30 + 60 * index))
          == .read(at: at(90 + 60 * index)))
    }
    for index in 4..<8 {
      #expect(
        machine.receive(.read(changed: false), at: at(30 + 60 * index))
          == .read(at: at(90 + 60 * index)))
    }
    #expect(machine.receive(.read(changed: false), at: at(600)) == .failUnchanged)
  }

  @Test func `promise 7: reads that keep failing end too`() {
    var machine = RecoveryMachine()
    _ = machine.receive(.lost, at: at(0))
    for _ in 0..<4 { _ = machine.receive(.readFailed, at: at(30)) }
    #expect(machine.receive(.readFailed, at: at(300)) == .failUnknown)
  }
}
