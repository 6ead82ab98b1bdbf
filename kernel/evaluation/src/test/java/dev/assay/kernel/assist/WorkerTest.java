package dev.assay.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private record Tool(int number) implements AutoCloseable {
        @Override
        public void close() {}
    }

    private final AtomicInteger made = new AtomicInteger();
    private final Worker<Tool> worker = new Worker<>(() -> new Tool(made.incrementAndGet()));

    @Test
    void aHopelessQuestionCostsItsOwnAnswerOnly() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(worker.ask(Tool::number, 0, 5000)).isEqualTo(1);
        assertThat(worker.ask(tool -> waitFor(never), -1, 50)).isEqualTo(-1);
        assertThat(worker.ask(Tool::number, 0, 5000)).as("tools of its own").isEqualTo(2);
        assertThat(worker.ask(tool -> waitFor(never), -1, 50)).isEqualTo(-1);
        assertThat(worker.ask(Tool::number, 0, 5000)).as("two run on already").isZero();
        never.countDown();
        int answer = 0;
        for (int i = 0; i < 100 && answer == 0; i++) {
            Thread.sleep(20);
            answer = worker.ask(Tool::number, 0, 5000);
        }
        assertThat(answer).as("they ended").isEqualTo(3);
    }

    private static int waitFor(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return 0;
    }

    @Test
    void failuresAreNoAnswer() {
        assertThat(worker.<Integer>ask(tool -> deep(0), -1, 20_000)).isEqualTo(-1);
        assertThat(worker.<Integer>ask(
                        tool -> {
                            throw new AssertionError("the compiler failed");
                        },
                        -1,
                        5000))
                .isEqualTo(-1);
        assertThat(worker.ask(Tool::number, 0, 5000)).isEqualTo(1);
        worker.close();
        assertThat(worker.ask(Tool::number, 0, 5000)).isZero();
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deep(int depth) {
        return 1 + deep(depth + 1);
    }
}
