package dev.assay.kernel.session;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** The compiler's lock for those who ask JShell: whoever has it finds everything declared there. */
final class SettledLock implements Lock {
    private final CompilerLock lock;
    private final Runnable settle;

    /** @param settle tells JShell what it has not been told of yet */
    SettledLock(CompilerLock lock, Runnable settle) {
        this.lock = lock;
        this.settle = settle;
    }

    private boolean settled() {
        try {
            settle.run();
            return true;
        } catch (RuntimeException | Error e) {
            lock.unlock();
            throw e;
        }
    }

    @Override
    public void lock() {
        lock.lock();
        settled();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        lock.lockInterruptibly();
        settled();
    }

    @Override
    public boolean tryLock() {
        return lock.tryLock() && settled();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return lock.tryLock(time, unit) && settled();
    }

    @Override
    public void unlock() {
        lock.unlock();
    }

    @Override
    public Condition newCondition() {
        return lock.newCondition();
    }
}
