public import NemoHTTP
import NemoSimulator
import NemoTime

/// What writes down all that passes between a world and its clients.
public struct WorldRecording: Sendable {
  /// Passes requests on to the world.
  public var transport: any HTTPTransport
  /// Ends the recording; its files, with their paths. Called once.
  public var finish: @Sendable () throws -> [File]

  public struct File: Sendable {
    /// Relative, with slashes.
    public var path: String
    public var bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  public init(
    transport: any HTTPTransport, finish: @escaping @Sendable () throws -> [File]
  ) {
    self.transport = transport
    self.finish = finish
  }
}

/// A life of a world as its recording sees it: every path names the world.
struct NamedLife: HTTPTransport {
  let name: WorldName
  let life: HostedWorld.Life

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let base = WorldAddress.base(of: name, for: request.head)
    return try await life.begin(WorldAddress(request).request, base: base).response()
  }
}

extension ControlService {
  /// From here on, until its export or its next reset.
  func record(_ call: ControlCall) async throws -> TransportResponse {
    let world = try world(call)
    _ = try await call.body()
    guard let makeRecording = options.makeRecording else {
      throw ControlRefusal(
        409, "no-recorder", "This simulator cannot record. Start it as nemo-simulator.")
    }
    let life = world.life
    let recording: WorldRecording
    do {
      recording = try makeRecording(
        world.name, NamedLife(name: world.name, life: life), life.clock)
    } catch {
      throw ControlRefusal.unwritable("\(error)")
    }
    guard world.record(recording, life) else {
      _ = try? recording.finish()
      throw ControlRefusal(
        409, "recording", "This world is recorded already. Export it first, or reset it.")
    }
    return ControlAnswer.json(["recording": world.name.text], status: 201)
  }

  /// The cassette as a tar archive.
  func export(_ call: ControlCall) async throws -> TransportResponse {
    let world = try world(call)
    _ = try await call.body()
    guard let recording = world.endRecording() else {
      throw ControlRefusal(
        409, "not-recording",
        "Nothing of this world was recorded. POST \(ControlRoute.prefix)/worlds/"
          + "\(world.name.text)/record first.")
    }
    do {
      var archive = TarArchive()
      for file in try recording.finish() { try archive.add(file.path, file.bytes) }
      return ControlAnswer.bytes(archive.finished, type: "application/x-tar")
    } catch {
      throw ControlRefusal.unwritable("The recording could not be written. \(error)")
    }
  }
}
