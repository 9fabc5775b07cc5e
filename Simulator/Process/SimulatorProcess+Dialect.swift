import NemoSimulator

extension SimulatorProcess {
  /// What the greeting says of the dialect: nothing of the default.
  ///
  /// - Parameter asked: what the flags say; a world that was kept has its own all the same.
  static func dialectLines(of world: World, asked: Dialect?) -> [String] {
    let name = world.dialect.name
    guard let asked, asked != world.dialect else {
      return world.dialect == .seed ? [] : ["  dialect \(name)"]
    }
    return ["  dialect \(name): a world that was kept has its own; --fresh starts one with yours"]
  }
}
