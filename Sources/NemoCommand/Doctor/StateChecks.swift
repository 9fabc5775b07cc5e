import Nemo
import NemoCassette
import NemoClient
import NemoLedger
import SimulatorService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is kept on this machine: the ledger, the token, the client id, the world, the cassettes.
struct StateChecks: Sendable {
  private let backend: Backend
  private let options: NemoOptions
  private let surroundings: Surroundings

  init(_ backend: Backend, _ options: NemoOptions, _ surroundings: Surroundings) {
    self.backend = backend
    self.options = options
    self.surroundings = surroundings
  }

  func findings() async -> [Finding] {
    var findings: [Finding]
    do {
      let store = try rememberedStore(of: backend, options)
      findings = [ledger(), token(try store.tokens())]
      let unfinished = try UnfinishedRender.all(in: store).filter { !$0.isHeld }
      if !unfinished.isEmpty {
        findings.append(
          Finding(
            "renders", .warn, "\(unfinished.count) unfinished", advice: "Finish them: nemo resume"))
      }
    } catch {
      findings = [Finding("ledger", failing: error)]
    }
    if backend.isBeyondLoopback { findings.append(clientID()) }
    if let world = world() { findings.append(world) }
    findings.append(cassettes())
    return findings
  }

  private func ledger() -> Finding {
    let path = Ledger.path(in: surroundings.stateFolder)
    var status = stat()
    guard stat(path, &status) == 0 else {
      return Finding("ledger", .ok, "none yet; it will be \(path)")
    }
    return Finding("ledger", .ok, "\(path) (mode \(String(status.st_mode & 0o777, radix: 8)))")
  }

  private func token(_ tokens: [StoredToken]) -> Finding {
    if options.token != nil { return Finding("token", .ok, "the one in NEMO_TOKEN") }
    guard let token = tokens.first(where: { options.usesAccountToken || $0.isAnonymous }) else {
      return Finding("token", .ok, "none yet; the first command gets a free one")
    }
    let kind = token.isAnonymous ? "of a free account" : "of your account"
    guard let end = token.expiresAt else { return Finding("token", .ok, kind) }
    let date = SessionTable.minute(end) + " UTC"
    guard token.isExpired(at: RealTime().wall) else {
      return Finding("token", .ok, "\(kind), valid until \(date)")
    }
    return Finding(
      "token", token.isAnonymous ? .warn : .fail, "\(kind), expired on \(date)",
      advice: token.isAnonymous
        ? "The next command signs in for another one." : "Log in again: nemo login")
  }

  private func clientID() -> Finding {
    if let given = surroundings.variables["NEMO_CLIENT_ID"], !given.isEmpty {
      return options.clientID != nil
        ? Finding("client id", .ok, "the one in NEMO_CLIENT_ID")
        : Finding(
          "client id", .warn, "NEMO_CLIENT_ID is no client id and is ignored",
          advice: "Give up to 64 letters and digits.")
    }
    guard let file = options.clientIDFile.map(ClientIDFile.init(path:)) else {
      return Finding("client id", .ok, "in the ledger")
    }
    return switch file.content {
    case .id: Finding("client id", .ok, file.path)
    case .absent: Finding("client id", .ok, "none yet; the first sign-in makes \(file.path)")
    case .unusable:
      Finding(
        "client id", .warn, "\(file.path) can't be read or holds no id, and is left alone",
        advice: "Remove it, and the next sign-in makes another one.")
    }
  }

  /// The simulated world that is kept; nil for other backends.
  private func world() -> Finding? {
    guard let path = try? keptWorldFolder(of: backend, options) else { return nil }
    let worldFile = path + "/world.json"
    guard let size = try? DiskFileStore().size(of: worldFile) else {
      return Finding("world", .ok, "none yet; it will be in \(path)")
    }
    do {
      let folder = try StateFolder(path)
      defer { folder.close() }
      _ = try folder.load()
      return Finding("world", .ok, "\(path) (\(Quantity.size(bytes: size).english))")
    } catch let failure as StateFolderFailure where failure.code == .inUse {
      return Finding("world", .ok, "\(path), in use by another nemo")
    } catch {
      return Finding("world", failing: error)
    }
  }

  private func cassettes() -> Finding {
    let folder = options.cassetteFolder
    let count = CassetteShelf(folder: folder).names().count
    return Finding(
      "cassettes", .ok, count == 0 ? "none in \(folder)" : "\(count) in \(folder)")
  }
}
