package dev.assay.kernel.maven;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/** Tells of downloads, counts them, and stops them. */
final class Transfers extends AbstractTransferListener {
    /** What is smaller is told of only when it is here. */
    private static final long LARGE = 4L << 20;

    private final Consumer<String> progress;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;
    private int files;
    private long bytes;

    Transfers(Consumer<String> progress) {
        this.progress = progress;
    }

    void cancel() {
        cancelled = true;
    }

    List<String> notes() {
        return notes;
    }

    synchronized int files() {
        return files;
    }

    synchronized long bytes() {
        return bytes;
    }

    @Override
    public void transferInitiated(TransferEvent event) throws TransferCancelledException {
        check();
    }

    @Override
    public void transferStarted(TransferEvent event) throws TransferCancelledException {
        check();
        long size = event.getResource().getContentLength();
        if (size >= LARGE) {
            progress.accept("Downloading " + name(event) + " (" + size(size) + ") from "
                    + event.getResource().getRepositoryId());
        }
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
        check();
    }

    @Override
    public void transferCorrupted(TransferEvent event) throws TransferCancelledException {
        check();
    }

    private void check() throws TransferCancelledException {
        if (cancelled) {
            throw new TransferCancelledException("interrupted");
        }
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        synchronized (this) {
            files++;
            bytes += event.getTransferredBytes();
        }
        String name = name(event);
        if (!name.endsWith(".pom") && !name.endsWith(".xml")) {
            progress.accept("Downloaded " + name + " (" + size(event.getTransferredBytes()) + ") from "
                    + event.getResource().getRepositoryId());
        }
    }

    private static String name(TransferEvent event) {
        String path = event.getResource().getResourceName();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String name(RepositoryEvent event) {
        Artifact artifact = event.getArtifact();
        return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion();
    }

    /** Poms that were missing or wrong: the jar is used without what it needs. */
    AbstractRepositoryListener descriptors() {
        return new AbstractRepositoryListener() {
            @Override
            public void artifactDescriptorMissing(RepositoryEvent event) {
                notes.add("The pom of " + name(event) + " is missing: what it needs is unknown.");
            }

            @Override
            public void artifactDescriptorInvalid(RepositoryEvent event) {
                notes.add("The pom of " + name(event) + " cannot be used: " + Failures.text(event.getException()));
            }
        };
    }
}
