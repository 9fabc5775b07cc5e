import Testing

@testable import NemoSimulator

/// What `nemo simulator facts` prints.
struct FactTests {
  @Test func `every fact says once what it is, and where it comes from`() {
    #expect(Set(Fact.all).count == Fact.all.count)
    for fact in Fact.all {
      #expect(!fact.statement.isEmpty && fact.statement.last != ".", "\(fact.statement)")
      let isSection = fact.section.wholeMatch(of: /[0-9]{1,2}(\.[0-9])?( row [0-9]{1,2})?/) != nil
      #expect(isSection || fact.section == "adk-wire", "\(fact.section)")
    }
    #expect(Set(Fact.all.map(\.provenance)) == Set(Fact.Provenance.allCases))
  }

  @Test func `the facts of one subject stand together`() {
    let subjects = Fact.all.map(\.subject).reduce(into: [String]()) { subjects, subject in
      if subjects.last != subject { subjects.append(subject) }
    }
    #expect(
      subjects == [
        "sign-in", "errors", "credits", "session", "message", "adk", "state", "draft", "upload",
        "render",
      ])
  }

  @Test func `a source is written out`() throws {
    let documented = try #require(Fact.all.first { $0.section == "3.2" })
    #expect(documented.source == "contract section 3.2")
    let observed = try #require(Fact.all.first { $0.provenance == .observed })
    #expect(observed.source == "adk-wire.md")
  }
}
