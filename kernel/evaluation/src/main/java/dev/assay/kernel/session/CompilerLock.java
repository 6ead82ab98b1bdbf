package dev.assay.kernel.session;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Guards JShell, which knows no threads. Whoever runs user code from inside JShell gives the lock away meanwhile, so that
 * others can complete and inspect, and the user's code can evaluate.
 */
final class CompilerLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    /** Whether this thread is inside JShell; it must not be stopped there. */
    boolean heldBy(Thread thread) {
        return getOwner() == thread;
    }

    /** Gives the lock away entirely, however often the thread took it, and returns that number. */
    int release() {
        int holds = getHoldCount();
        for (int i = 0; i < holds; i++) {
            unlock();
        }
        return holds;
    }

    /** Takes the lock as often as it was given away. */
    void retake(int holds) {
        for (int i = 0; i < holds; i++) {
            lock();
        }
    }
}
