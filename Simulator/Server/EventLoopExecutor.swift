import NIOCore
import NIOPosix

/// Runs a connection's tasks on the thread of its event loop, where its bytes arrive and leave: a
/// request is answered without a change of threads.
///
/// Not for a server whose caller has an executor of its own, such as a virtual clock's. Who blocks a
/// thread there holds up the connections of that loop, as it would hold up a thread of the pool.
final class EventLoopExecutor: TaskExecutor {
  /// One for each loop of the group on which every listener is; they live as long as the process.
  private static let all = MultiThreadedEventLoopGroup.singleton.makeIterator()
    .map(EventLoopExecutor.init)

  private let eventLoop: any EventLoop

  private init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

  /// The executor of a loop; nil for a loop of another group.
  static func executor(of eventLoop: any EventLoop) -> EventLoopExecutor? {
    all.first { $0.eventLoop === eventLoop }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
