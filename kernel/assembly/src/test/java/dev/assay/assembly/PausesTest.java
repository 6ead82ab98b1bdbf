package dev.assay.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PausesTest {
    private static final long ENOUGH = 2_000_000;

    private final AtomicLong idle = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final Pauses pauses = new Pauses(
            () -> {
                asked.incrementAndGet();
                return idle.get();
            },
            ENOUGH);

    private void awaitAsked(int more) throws InterruptedException {
        int until = asked.get() + more;
        while (asked.get() < until) {
            Thread.sleep(1);
        }
    }

    @Test
    void theRestWaitsForAPauseAndAllOfItIsDoneInOneThatLasts() throws Exception {
        Thread thread =
                pauses.use(() -> done.add("first"), List.of(() -> done.add("compiler"), () -> done.add("display")));
        assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        idle.set(ENOUGH - 1);
        awaitAsked(5);
        assertThat(done).isEmpty();

        idle.set(ENOUGH);
        thread.join();
        assertThat(done).containsExactly("compiler", "display");
    }

    @Test
    void aCellThatComesBetweenTwoPiecesGoesFirst() throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        idle.set(ENOUGH);
        Thread thread = pauses.use(
                () -> {},
                List.of(
                        () -> {
                            done.add("compiler");
                            try {
                                finish.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        () -> done.add("display")));
        assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo("compiler");
        idle.set(0); // a cell begins
        finish.countDown();
        awaitAsked(5);
        assertThat(done).isEmpty();

        idle.set(ENOUGH);
        thread.join();
        assertThat(done).containsExactly("display");
    }

    @Test
    void anInterruptEndsItWithoutTheRest() throws Exception {
        Thread thread = pauses.use(() -> {}, List.of(() -> done.add("never")));
        awaitAsked(2);
        thread.interrupt();
        thread.join();
        assertThat(done).isEmpty();
        assertThat(thread.isDaemon()).isTrue();
    }
}
