import NemoHTTP
import NemoSimulator
import NemoTime

/// Worlds under names, to go back to.
extension ControlService {
  func listSnapshots(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    ControlAnswer.json(["snapshots": try snapshots.summaries()])
  }

  func deleteSnapshot(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    let name = call.names["snapshot"] ?? ""
    try snapshots.delete(name)
    return ControlAnswer.json(["deleted": name])
  }

  func takeSnapshot(_ call: ControlCall) async throws -> TransportResponse {
    let world = try world(call)
    let body = try await call.body("name", "replace")
    let name = try Self.name(body, "name")
    let life = world.life
    life.service.update { _, _ in }
    let saved = life.service.saved
    let facts = life.clock.facts
    let snapshot = SnapshotStore.Snapshot(
      saved: saved, renders: try keepRenders(of: saved.world, in: world.media),
      isFrozen: facts.isFrozen, scale: facts.scale)
    let summary = try snapshots.keep(
      snapshot, named: name, of: world.name, replacing: try body.bool("replace") ?? false)
    return ControlAnswer.json(summary, status: 201)
  }

  /// The world begins where the snapshot was taken, at the same time of its clock; clients that
  /// were there then have left.
  func restore(_ call: ControlCall) async throws -> TransportResponse {
    let world = try world(call)
    let body = try await call.body("snapshot")
    let snapshot = try snapshots.load(try Self.name(body, "snapshot"))
    try bringRenders(snapshot.renders, to: world.media)
    let saved = snapshot.saved
    var terms = WorldTerms(of: saved.world)
    (terms.isFrozen, terms.scale) = (snapshot.isFrozen, snapshot.scale)
    host.begin(world, saved, terms)
    return ControlAnswer.json(WorldContent(world))
  }

  private static func name(_ body: ControlBody, _ key: String) throws(ControlRefusal) -> String {
    guard let text = try body.string(key) else {
      throw .body("\(key) is missing: the name of a snapshot.")
    }
    // As for worlds: it stands in paths.
    guard WorldName(text) != nil else {
      throw .body("\"\(text.prefix(80))\" is no name of a snapshot. \(WorldName.rule)")
    }
    return text
  }

  // MARK: Renders

  /// How much of a file is copied at a time, in bytes.
  private static let pieceBytes = 1 << 20
  /// The largest rendered file that is kept, in bytes.
  private static let renderLimit = 1 << 30

  /// The digests of the rendered files, which are kept like uploads: clients choose the ids of
  /// renders, so another life may have another file of the same name.
  private func keepRenders(
    of world: World, in media: any MediaStore
  ) throws(ControlRefusal) -> [String: String] {
    var digests: [String: String] = [:]
    do {
      for render in world.renderFacts {
        let reference = MediaReference.render(id: render.id)
        guard let size = try? media.size(of: reference), size <= Self.renderLimit else { continue }
        digests[render.id] = try copy(reference, size, in: media)
      }
    } catch {
      throw .unwritable("A rendered file could not be kept. \(error)")
    }
    return digests
  }

  private func copy(
    _ reference: MediaReference, _ size: Int, in media: any MediaStore
  ) throws -> String {
    let upload = try media.beginUpload()
    var offset = 0
    while offset < size {
      let bytes = try media.bytes(of: reference, at: offset, upTo: Self.pieceBytes)
      guard !bytes.isEmpty else { break }
      try upload.write(bytes)
      offset += bytes.count
    }
    return try upload.finish().digest
  }

  private func bringRenders(
    _ digests: [String: String], to media: any MediaStore
  ) throws(ControlRefusal) {
    do {
      for (id, digest) in digests.sorted(by: { $0.key < $1.key }) {
        let reference = MediaReference.upload(digest: digest)
        let size = try media.size(of: reference)
        try media.keep(try media.bytes(of: reference, at: 0, upTo: size), asRender: id)
      }
    } catch {
      throw .unwritable("A rendered file of the snapshot could not be brought back. \(error)")
    }
  }
}
