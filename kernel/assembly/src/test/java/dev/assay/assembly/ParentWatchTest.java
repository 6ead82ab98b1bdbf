package dev.assay.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.jupyter.ParentProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
    private final Known init = new Known(1, null);
    private final Known server = new Known(50, init);
    private final Known shell = new Known(60, server);
    private final Known kernel = new Known(70, shell);

    @Test
    void watchesWhomJupyterNames() {
        assertThat(parent("60", "Linux", kernel)).contains(shell);
        assertThat(parent("50", "Linux", kernel)).as("behind a launcher").contains(server);
    }

    @Test
    void leavesAKernelStartedByHandAlone() {
        assertThat(ParentWatch.parent(Map.of(), false, "Linux", kernel)).isEmpty();
        assertThat(parent("", "Linux", kernel)).isEmpty();
    }

    @Test
    void livesUnderTheFirstProcessOfAContainer() {
        assertThat(parent("1", "Linux", new Known(70, init))).isEmpty();
        assertThat(parent("4711", "Linux", new Known(70, init))).isEmpty();
    }

    @Test
    void takesTheParentWhereTheNameIsNoAncestor() {
        assertThat(parent("4711", "Linux", kernel)).contains(shell);
        assertThat(parent("no number", "Linux", kernel)).contains(shell);
    }

    /** It would else run for ever: the runner was killed before the kernel could look for it. */
    @Test
    void knowsThatOneOfOursIsGoneWhereItIsNoAncestor() {
        assertThat(ours("50", kernel)).contains(server);
        assertThat(ours("50", new Known(70, new Known(60, init))))
                .as("adopted by another than the first process")
                .isEmpty();
        assertThat(ours("1", kernel)).as("a runner in a container").contains(init);
    }

    @Test
    void oneOfOursNamesTheConnectionFileItMade() {
        Map<String, String> environment = new HashMap<>();
        Path file = Path.of("folder/connection.json");
        ParentProcess.tell(environment, file);
        assertThat(environment)
                .containsEntry("JPY_PARENT_PID", "" + ProcessHandle.current().pid());
        assertThat(ParentProcess.isOurs(environment, file)).isTrue();
        assertThat(ParentProcess.isOurs(environment, Path.of("folder/other.json")))
                .as("started by a cell of ours")
                .isFalse();
        environment.put("JPY_PARENT_PID", "4711");
        assertThat(ParentProcess.isOurs(environment, file))
                .as("started by a Jupyter that a cell of ours started")
                .isFalse();
        assertThat(ParentProcess.isOurs(Map.of(), file)).isFalse();
    }

    @Test
    void knowsThatWindowsNamesAHandle() {
        assertThat(parent("50", "Windows 11", kernel))
                .as("a handle, not a process")
                .contains(shell);
    }

    @Test
    void noticesDeathAndAdoption() throws Exception {
        CompletableFuture<String> dead = new CompletableFuture<>();
        CompletableFuture<String> adopted = new CompletableFuture<>();
        ParentWatch.watch(shell, kernel, () -> dead.complete("gone"));
        Known orphan = new Known(80, shell);
        ParentWatch.watch(shell, orphan, () -> adopted.complete("gone"));
        assertThat(dead).isNotDone();

        orphan.parent = init;
        assertThat(adopted).succeedsWithin(Duration.ofSeconds(5));
        assertThat(dead).isNotDone();
        shell.alive = false;
        assertThat(dead).succeedsWithin(Duration.ofSeconds(5));
    }

    private static Optional<ProcessHandle> parent(String name, String system, ProcessHandle self) {
        return ParentWatch.parent(Map.of("JPY_PARENT_PID", name), false, system, self);
    }

    private static Optional<ProcessHandle> ours(String name, ProcessHandle self) {
        return ParentWatch.parent(Map.of("JPY_PARENT_PID", name), true, "Linux", self);
    }

    /** A process that only has an id, a parent and a life. */
    private static final class Known implements ProcessHandle {
        private final long pid;
        private volatile @Nullable Known parent;
        private volatile boolean alive = true;

        Known(long pid, @Nullable Known parent) {
            this.pid = pid;
            this.parent = parent;
        }

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public Optional<ProcessHandle> parent() {
            return Optional.ofNullable(parent);
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public Stream<ProcessHandle> children() {
            return Stream.empty();
        }

        @Override
        public Stream<ProcessHandle> descendants() {
            return Stream.empty();
        }

        @Override
        public Info info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<ProcessHandle> onExit() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean supportsNormalTermination() {
            return false;
        }

        @Override
        public boolean destroy() {
            return false;
        }

        @Override
        public boolean destroyForcibly() {
            return false;
        }

        @Override
        public int compareTo(ProcessHandle other) {
            return Long.compare(pid, other.pid());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Known known && known.pid == pid;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(pid);
        }
    }
}
