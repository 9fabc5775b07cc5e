import NemoCassette
public import NemoClient
import NemoHTTP
import NemoLedger

extension Ledger {
  /// Where the ledger of a state folder stands.
  package static func path(in folder: String) -> String { folder + "/ledger.sqlite" }
}

extension Backend {
  /// Where the requests of a backend that is reached over the network go; nil for the others.
  package var address: String? {
    switch self {
    case .simulator, .cassette: nil
    case .url(let address): address
    case .production: Backend.productionURL
    }
  }
}

/// What is remembered of a backend between runs: its tokens, sessions and renders. Nothing is sent,
/// signed in or opened; without ``NemoOptions/stateFolder`` it is empty and forgets everything.
///
/// - Throws: `LedgerError`, also for a ledger that others can read; ``StateError``; `CassetteError`
///   and `ScenarioFileError` for what is not there.
public func rememberedStore(
  of backend: Backend, _ options: NemoOptions = NemoOptions()
) throws -> any ClientStore {
  switch backend {
  case .simulator(let seed):
    let file = try options.loadScenario()
    return try SimulatedStage(seed: seed, file: file, options: options).rememberedStore()
  case .cassette(let name):
    return try CassetteShelf(folder: options.cassetteFolder).find(name).load().makeStore()
  case .url(let address):
    return try ledgerStore(for: address, isShared: backend.isBeyondLoopback, options)
  case .production:
    return try ledgerStore(for: Backend.productionURL, isShared: true, options)
  }
}

/// The backends other than this one that have unfinished renders, as one names them on a command
/// line. Those of scenarios are left out: they are named by their files.
package func backendsToResume(otherThan backend: Backend, _ options: NemoOptions) throws -> [String]
{
  guard let folder = options.stateFolder, DiskFileStore().exists(Ledger.path(in: folder)) else {
    return []
  }
  let own = backend.address ?? SimulatedStage.plainName
  return try Ledger(path: Ledger.path(in: folder)).unfinishedRenders().compactMap { other, _ in
    switch other {
    case own: nil
    case Backend.productionURL: "--production"
    case SimulatedStage.plainName: "--backend simulator"
    default: other.contains("://") ? "--backend \(other)" : nil
    }
  }
}

/// Where the simulated world of a backend is kept between runs; nil where there is none.
package func keptWorldFolder(of backend: Backend, _ options: NemoOptions) throws -> String? {
  guard case .simulator(let seed) = backend else { return nil }
  let file = try options.loadScenario()
  return SimulatedStage(seed: seed, file: file, options: options).keptWorldFolder
}

/// - Parameter isShared: whether its client id is the one that the vendor's own tools use.
private func ledgerStore(
  for address: String, isShared: Bool, _ options: NemoOptions
) throws -> any ClientStore {
  let store = try ledgerStore(for: address, options)
  guard isShared else { return store }
  return SharedIDStore(
    base: store, file: options.clientIDFile.map(ClientIDFile.init(path:)), given: options.clientID)
}

private func ledgerStore(
  for address: String, _ options: NemoOptions
) throws -> any ClientStore {
  guard let folder = options.stateFolder else { return MemoryClientStore() }
  try createStateFolder(folder)
  return try Ledger(path: Ledger.path(in: folder)).store(for: address)
}
