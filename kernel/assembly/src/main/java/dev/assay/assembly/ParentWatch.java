package dev.assay.assembly;

import dev.assay.jupyter.ParentProcess;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Notices that the process which started the kernel is gone, since nobody else would end the kernel then. Jupyter names that
 * process in {@code JPY_PARENT_PID}; a kernel started by hand, without it, is left alone. Whom a process of ours started and
 * that finds it nowhere has lost it already.
 *
 * <p>It looks once a second instead of using {@link ProcessHandle#onExit}: that never comes for a parent which has died but is
 * not reaped, as in containers without an init, and waits up to five seconds for processes that are not children.
 */
final class ParentWatch {
    private static final long PERIOD_MILLIS = 1000;

    private ParentWatch() {}

    /**
     * Whom to watch; empty for nobody, or one of ours that is gone.
     *
     * @param ours whether it is a process of ours
     */
    static Optional<ProcessHandle> parent(
            Map<String, String> environment, boolean ours, String system, ProcessHandle self) {
        String name = environment.getOrDefault(ParentProcess.NAME, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (ours) {
            return ancestor(name, self);
        }
        if (system.toLowerCase(Locale.ROOT).contains("windows")) {
            return self.parent(); // there the variable holds a handle of Windows, which is no process id
        }
        Optional<ProcessHandle> named = ancestor(name, self);
        // Process 1 in a container outlives us; and where the name is no ancestor, as across containers, the parent is
        // the best guess.
        return (named.isPresent() ? named : self.parent()).filter(parent -> parent.pid() != 1);
    }

    private static Optional<ProcessHandle> ancestor(String pid, ProcessHandle self) {
        Optional<ProcessHandle> at = self.parent();
        while (at.isPresent() && !Long.toString(at.get().pid()).equals(pid)) {
            at = at.get().parent();
        }
        return at;
    }

    /** Calls back once when the watched process is gone, from a thread of its own. */
    static void watch(ProcessHandle watched, ProcessHandle self, Runnable gone) {
        long parent = self.parent().map(ProcessHandle::pid).orElse(-1L);
        boolean direct = parent == watched.pid();
        Thread thread = new Thread(
                () -> {
                    while (watched.isAlive() && !(direct && adopted(self, parent))) {
                        try {
                            Thread.sleep(PERIOD_MILLIS);
                        } catch (InterruptedException e) {
                            // a cell may interrupt every thread it finds; look again at once
                        }
                    }
                    gone.run();
                },
                "assay-parent");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean adopted(ProcessHandle self, long parent) {
        return self.parent().map(now -> now.pid() != parent).orElse(false);
    }
}
