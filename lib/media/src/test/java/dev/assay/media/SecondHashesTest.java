package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondHashesTest {

    /** The seconds that were hashed of a video with a picture every so many seconds. */
    private static List<Integer> seconds(double every, double duration) {
        SecondHashes hashes = new SecondHashes();
        for (int i = 0; i * every < duration; i++) {
            if (hashes.isDue(i * every)) {
                hashes.add(i * every, new Pdq("%064d".formatted((long) (i * every)), 100));
            }
        }
        return Arrays.stream(hashes.joined().orElse("").split(" "))
                .map(Integer::parseInt)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0.25, 10, 1, 10", "0.25, 64, 1, 64", "0.25, 65, 2, 33", "0.25, 1000, 16, 63", "1.5, 9, 1, 6"})
    void onePictureASecondAndOfLongVideosFewer(double every, double duration, int step, int count) {
        List<Integer> seconds = seconds(every, duration);
        assertThat(seconds).hasSize(count).allMatch(second -> second % step == 0);
        if (every < 1) {
            assertThat(seconds)
                    .isEqualTo(IntStream.range(0, count).mapToObj(i -> i * step).toList());
        }
    }

    @Test
    void aGapIsNotMadeUpForByPicturesBehindIt() {
        SecondHashes hashes = new SecondHashes();
        hashes.add(0, new Pdq("0".repeat(64), 100));
        assertThat(hashes.isDue(.9)).isFalse();
        assertThat(hashes.isDue(20)).isTrue();
        hashes.add(20, new Pdq("1".repeat(64), 100));
        assertThat(hashes.isDue(20.25)).isFalse();
        assertThat(hashes.isDue(21)).isTrue();
    }
}
