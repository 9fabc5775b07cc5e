import NemoSimulator

/// The media of one world among several: uploads are shared under their digests, renders are its
/// own, because clients choose their ids.
struct WorldMedia: MediaStore {
  var uploads: any MediaStore
  var renders: any MediaStore

  func beginUpload() throws -> any MediaUpload { try uploads.beginUpload() }

  func size(of reference: MediaReference) throws -> Int {
    try store(of: reference).size(of: reference)
  }

  func bytes(
    of reference: MediaReference, at offset: Int, upTo count: Int
  ) throws -> [UInt8] {
    try store(of: reference).bytes(of: reference, at: offset, upTo: count)
  }

  func path(of reference: MediaReference) -> String? {
    store(of: reference).path(of: reference)
  }

  func keep(_ bytes: [UInt8], asRender id: String) throws {
    try renders.keep(bytes, asRender: id)
  }

  func adopt(fileAt path: String, asRender id: String) throws {
    try renders.adopt(fileAt: path, asRender: id)
  }

  func makeScratchFolder() throws -> ScratchFolder? { try renders.makeScratchFolder() }

  private func store(of reference: MediaReference) -> any MediaStore {
    switch reference {
    case .upload: uploads
    case .render: renders
    }
  }
}
