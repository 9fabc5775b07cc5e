#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Certificates made by the `openssl` command in a temporary folder, which goes with this object.
final class TestCertificates: Sendable {
  let folder: String

  /// Signed `server`; names 127.0.0.1.
  var authority: String { "\(folder)/ca.pem" }
  /// Has signed nothing.
  var otherAuthority: String { "\(folder)/other.pem" }
  var server: String { "\(folder)/server.pem" }
  var serverKey: String { "\(folder)/server.key" }

  /// Nil when there is no `openssl` command.
  init?() {
    var template = Array("/tmp/nemo-tls-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template) else { return nil }
    folder = String(cString: path)
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    let script = """
      cd '\(folder)' && exec 2>/dev/null &&
      openssl req -x509 \(key) -keyout ca.key -out ca.pem -days 2 -subj '/CN=Test authority' &&
      openssl req -x509 \(key) -keyout other.key -out other.pem -days 2 -subj '/CN=Other' &&
      openssl req \(key) -keyout server.key -out server.csr -subj '/CN=localhost' &&
      echo 'subjectAltName=IP:127.0.0.1' > names &&
      openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
        -extfile names -out server.pem
      """
    guard system(script) == 0 else { return nil }
  }

  deinit { _ = system("rm -r '\(folder)'") }
}
