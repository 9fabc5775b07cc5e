import Editing
import Nemo

// QuickEdit simulator | cassette:quick-edit | http://127.0.0.1:8787 | production
let backend = try Backend(parsing: CommandLine.arguments.dropFirst().first ?? "simulator")

try await withNemo(backend) { nemo in
  let file = try await QuickEdit.run(
    nemo, video: "../../Simulator/Samples/walkthrough.mp4", output: "out.mp4")
  print("\(backend): \(file.path), \(file.sizeBytes) bytes")
}
