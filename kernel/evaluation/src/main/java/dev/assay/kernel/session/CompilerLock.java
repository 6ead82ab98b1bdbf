package dev.assay.kernel.session;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Guards JShell, which knows no threads. Whoever runs user code from inside JShell gives the lock away meanwhile, so that
 * others can complete and inspect, and the user's code can evaluate.
 */
public final class CompilerLock {
    private final ReentrantLock lock = new ReentrantLock(true);

    CompilerLock() {}

    /** Does something with JShell, alone. */
    public <T> T locked(Callable<T> work) throws Exception {
        lock.lock();
        try {
            return work.call();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the lock; to be followed by {@link #unlock} in a finally block. */
    public void lock() {
        lock.lock();
    }

    /** Gives the lock back. */
    public void unlock() {
        lock.unlock();
    }

    /** Whether the calling thread has it. */
    boolean held() {
        return lock.isHeldByCurrentThread();
    }

    /** Gives the lock away entirely, however often the thread took it, and returns that number. */
    int release() {
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            lock.unlock();
        }
        return holds;
    }

    /** Takes the lock as often as it was given away. */
    void retake(int holds) {
        for (int i = 0; i < holds; i++) {
            lock.lock();
        }
    }
}
