import HTTPTypes

extension WireRequest {
  /// Anonymous sign-in, section 5.1: no token, no body.
  package static func signIn(clientID: String) -> WireRequest {
    WireRequest(.signIn, .post, "/api/auth/anonymous-token")
  }

  /// A new session, section 5.2. A repetition leaves a stray session.
  package static func createSession(name: String, language: String) -> WireRequest {
    WireRequest(.createSession, .post, "/api/tasks/me/with-session/nemo_agent")
  }

  /// A message to the agent, section 7.1. Never safe to repeat.
  package static func message(_ text: String, sessionID: String) -> WireRequest {
    WireRequest(.message, .post, "/run_sse")
  }

  /// A multipart upload, section 11. The body is streamed, so it is not part of this value.
  package static func uploadFiles(sessionID: String, boundary: String) -> WireRequest {
    WireRequest(.upload, .post, "/api/upload-video/nemo_agent/me/")
  }

  /// An upload by URL, section 11.
  package static func upload(urls: [String], sessionID: String) -> WireRequest {
    WireRequest(.upload, .post, "/api/upload-video/nemo_agent/me/")
  }

  /// The balance, section 5.5.
  package static func credits() -> WireRequest {
    WireRequest(.credits, .get, "/api/credits/balance/simple")
  }

  /// The session's state, section 9.
  package static func state(sessionID: String) -> WireRequest {
    WireRequest(.state, .get, "/api/state/nemo_agent/me/")
  }

  /// Submits a render, section 12.1. The draft's bytes go through untouched.
  package static func submitRender(id: String, sessionID: String, draft: [UInt8]) -> WireRequest {
    WireRequest(.submitRender, .post, "/api/render/proxy/lambda")
  }

  /// Asks how a render is doing, section 12.2.
  package static func renderStatus(id: String) -> WireRequest {
    WireRequest(.renderStatus, .get, "/api/render/proxy/lambda/")
  }

  /// The rendered file through the API, section 12.4; the fallback for a missing or dead URL.
  package static func download(renderID: String) -> WireRequest {
    WireRequest(.download, .get, "/api/render/proxy/")
  }
}
