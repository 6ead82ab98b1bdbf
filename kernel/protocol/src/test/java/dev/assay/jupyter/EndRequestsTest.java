package dev.assay.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class EndRequestsTest {
    private final AtomicLong clock = new AtomicLong(-7);
    private final List<String> done = new ArrayList<>();
    private final EndRequests requests =
            new EndRequests(clock::get, () -> done.add("orderly"), () -> done.add("at once"));

    @Test
    void whatComesWithinASecondIsTheSameRequest() {
        requests.ask();
        requests.ask();
        clock.addAndGet(EndRequests.SAME_NANOS);
        requests.ask();
        assertThat(done).containsExactly("orderly");
    }

    @Test
    void whoAsksLaterLostPatience() {
        requests.ask();
        clock.addAndGet(EndRequests.SAME_NANOS + 1);
        requests.ask();
        assertThat(done).containsExactly("orderly", "at once");
    }

    @Test
    void aTerminalThatIsGoneNeverLosesPatience() {
        requests.askOnce();
        clock.addAndGet(10 * EndRequests.SAME_NANOS);
        requests.askOnce();
        assertThat(done).containsExactly("orderly");
        requests.ask();
        assertThat(done).containsExactly("orderly", "at once");
    }
}
