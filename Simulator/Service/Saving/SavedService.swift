public import NemoSimulator
public import NemoTime

/// What is kept of a service between two processes. The media are in their store.
public struct SavedService: Sendable, Codable {
  public var world: World
  /// Requested renders whose file is not there yet.
  public var renders: [RenderSpec]
  /// Exchanges whose clients were still there.
  public var openExchanges: [ExchangeID]
  /// The world's time.
  public var at: WallTime

  public init(
    world: World, renders: [RenderSpec] = [], openExchanges: [ExchangeID] = [], at: WallTime
  ) {
    self.world = world
    self.renders = renders
    self.openExchanges = openExchanges
    self.at = at
  }
}
