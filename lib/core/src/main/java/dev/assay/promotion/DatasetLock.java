package dev.assay.promotion;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** The right to change a dataset. The operating system takes it back when a process dies, so it is never stale. */
final class DatasetLock implements Closeable {

    /**
     * File locks belong to the process: a second thread would not wait but fail, and on POSIX its closing of the file
     * would even give the first one's lock away. One lock for all datasets of a process is enough.
     */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final FileChannel channel;
    private final FileLock lock;

    private DatasetLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits until no other thread or process holds it. The lock file stays: deleting it would race with waiters. */
    static DatasetLock take(Path manifests) throws IOException {
        IN_THIS_PROCESS.lock();
        try {
            FileChannel channel = FileChannel.open(
                    manifests.resolve(".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            try {
                return new DatasetLock(channel, channel.lock());
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            IN_THIS_PROCESS.unlock();
            throw e;
        }
    }

    void checkHeld() throws IOException {
        if (!lock.isValid()) {
            throw new IOException("the lock of the dataset was lost");
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }
}
