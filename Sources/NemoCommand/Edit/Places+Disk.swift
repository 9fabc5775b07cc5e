#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Places {
  /// The disk of this machine.
  static let disk = Places(
    kind: { path in
      var facts = stat()
      guard stat(path, &facts) == 0 else { return .nothing }
      return facts.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    },
    identity: { path in
      guard let resolved = realpath(path, nil) else { return nil }
      defer { free(resolved) }
      return String(cString: resolved)
    })
}
