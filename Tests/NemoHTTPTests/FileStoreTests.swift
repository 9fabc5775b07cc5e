import NemoHTTP
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct FileStoreTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("nemo-files-\(UUID())").path

  private func stores() throws -> [any FileStore] {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return [DiskFileStore(), MemoryFileStore()]
  }

  @Test func `what is appended in two openings is read back whole, and moves`() throws {
    for store in try stores() {
      let path = folder + "/a"
      try store.appender(to: path).write([1, 2])
      try store.appender(to: path).write([3])
      #expect(try store.size(of: path) == 3)
      try store.move(path, to: folder + "/b")
      #expect(!store.exists(path))
      #expect(try store.bytes(of: folder + "/b") == [1, 2, 3])
      try store.remove(folder + "/b")
      try store.remove(folder + "/b")
    }
    try FileManager.default.removeItem(atPath: folder)
  }

  @Test func `a file that is not there is an error that names its path`() throws {
    for store in try stores() {
      let failure = #expect(throws: FileFailure.self) { try store.reader(of: folder + "/none") }
      #expect(failure?.code == .notFound)
      #expect(failure?.description.contains(folder + "/none") == true)
    }
    try FileManager.default.removeItem(atPath: folder)
  }

  @Test func `a crash of the memory keeps only what was synchronized`() throws {
    let store = MemoryFileStore()
    let writer = try store.appender(to: "a")
    try writer.write([1])
    try writer.synchronize()
    try writer.write([2])
    store.crash()
    #expect(try store.bytes(of: "a") == [1])
  }
}
