package import LoopbackServer
import NIOSSL

/// TLS for a loopback server, so that clients are tested with it before production.
///
/// Beside the tests and not in the server: whoever builds the simulator need not build swift-nio-ssl.
package struct LoopbackTLS: Sendable {
  package var certificatePath: String
  package var keyPath: String

  /// A certificate and its key, as files in PEM.
  package init(certificatePath: String, keyPath: String) {
    self.certificatePath = certificatePath
    self.keyPath = keyPath
  }

  /// Options of a server that speaks TLS.
  ///
  /// - Throws: `NIOSSLError` for files that can't be read.
  package func options() throws -> LoopbackServer.Options {
    let chain = try NIOSSLCertificate.fromPEMFile(certificatePath)
    let key = try NIOSSLPrivateKey(file: keyPath, format: .pem)
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    var options = LoopbackServer.Options()
    options.makeSecurityHandler = { NIOSSLServerHandler(context: context) }
    return options
  }
}
