import Nemo

let backend = try Backend(parsing: CommandLine.arguments.dropFirst().first ?? "simulator")
var options = NemoOptions()
if backend == .simulator() { options.recording = "quick-edit" }

try await withNemo(backend, options) { nemo in
  let session = try await nemo.newSession()
  _ = try await session.upload("../../Simulator/Samples/walkthrough.mp4")
  let outcome = await session.send("crop to 16:9 and add a title \"Lumen\"")
  guard outcome.isSuccess else { fatalError("\(outcome)") }
  let file = try await session.export(to: "out.mp4")
  print("\(backend): \(file.path), \(file.sizeBytes) bytes")
}
