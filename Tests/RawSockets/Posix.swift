#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Calls under names that no method hides.
let posixAccept = accept
let posixClose = close
let posixSend = send
let posixPoll = poll
