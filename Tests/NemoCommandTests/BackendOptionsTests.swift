import ArgumentParser
import Nemo
import Testing

@testable import NemoCommand

@Suite struct BackendOptionsTests {
  private let surroundings = Surroundings(
    variables: ["NEMO_TOKEN": "nmv_usr_GIVEN"], stateFolder: "/nowhere")

  private func token(_ arguments: [String]) throws -> String? {
    let flags = try BackendOptions.parse(arguments)
    return try flags.options(surroundings, Console(environment: [:])).token
  }

  @Test func `a token of the user's own is used, unless an anonymous account is asked for`() throws
  {
    #expect(try token([]) == "nmv_usr_GIVEN")
    #expect(try token(["--anonymous"]) == nil)
  }
}
