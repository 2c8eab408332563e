package dev.routeproof.proxy.faults;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What the proxies' event loops have done so far, in bytes allocated and in processor time: not a matter of the clock. */
final class EventLoops {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private EventLoops() {}

    static long allocatedBytes() {
        return sum(thread -> THREADS.getThreadAllocatedBytes(thread.getThreadId()));
    }

    static long cpuNanos() {
        return sum(thread -> THREADS.getThreadCpuTime(thread.getThreadId()));
    }

    private static long sum(ToLongFunction<ThreadInfo> of) {
        return Stream.of(THREADS.dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().startsWith("vert.x-eventloop-thread"))
                .mapToLong(of)
                .map(value -> Math.max(0, value))
                .sum();
    }
}
