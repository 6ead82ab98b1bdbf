package dev.assay.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.schema.Pieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSetsTest {

    /** A hash some bits away from one of the many that are far from each other. */
    private static String frame(int scene, int bits) {
        long[] words = new SplittableRandom(scene).longs(4).toArray();
        for (int bit = 0; bit < bits; bit++) {
            words[bit / 64] ^= 1L << bit % 64;
        }
        return String.format("%016x%016x%016x%016x", words[3], words[2], words[1], words[0]);
    }

    private static List<String> frames(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.split("\\+"))
                .map(pair -> frame(Integer.parseInt(pair[0]), pair.length > 1 ? Integer.parseInt(pair[1]) : 0))
                .toList();
    }

    private static boolean areNear(List<String> one, List<String> other) {
        return roots(List.of(one, other))[1] == 0;
    }

    private static int[] roots(List<List<String>> videos) {
        FrameSets sets = new FrameSets();
        for (int i = 0; i < videos.size(); i++) {
            sets.add(i, videos.get(i));
        }
        Pieces pieces = new Pieces(videos.size());
        sets.join(pieces, video -> false);
        return IntStream.range(0, videos.size()).map(pieces::root).toArray();
    }

    @Test
    void halfOfTheFramesOfEachAndTwoAtLeastHaveToMatch() {
        assertThat(areNear(frames("1", "2", "3", "4"), frames("5", "1+31", "2+9", "6")))
                .isTrue();
        assertThat(areNear(frames("1", "2", "3", "4"), frames("5", "1+32", "2+9", "6")))
                .isFalse();
        assertThat(areNear(frames("1", "2"), frames("2", "1"))).isTrue();
        assertThat(areNear(frames("1", "2"), frames("1", "3"))).isFalse();
        assertThat(areNear(frames("1"), frames("1"))).isFalse();
        // Half of the one are no half of the other.
        assertThat(areNear(frames("1", "2", "3"), frames("1", "2", "4", "5", "6")))
                .isFalse();
        // One picture in the one, all the time in the other.
        assertThat(areNear(frames("1", "2", "3", "4"), frames("1", "1+1", "1+2", "1+3")))
                .isFalse();
        assertThat(areNear(frames("1", "1+5", "3", "4"), frames("1", "1+1", "1+2", "1+3")))
                .isTrue();
    }

    @Test
    void whatIsSettledElsewhereIsNotComparedHere() {
        FrameSets sets = new FrameSets();
        for (int video = 0; video < 3; video++) {
            sets.add(video, frames("1", "2"));
        }
        Pieces both = new Pieces(2);
        FrameSets two = new FrameSets();
        two.add(0, frames("1", "2"));
        two.add(1, frames("1", "2"));
        two.join(both, video -> true);
        assertThat(both.root(1)).isEqualTo(1);
        Pieces pieces = new Pieces(3);
        sets.join(pieces, video -> video < 2);
        // The third is not settled, and near to both.
        assertThat(pieces.largest()).isEqualTo(3);
    }

    @Test
    void aDistanceIsTheMedianOfTheNearest() {
        FrameSets sets = new FrameSets();
        sets.add(3, frames("1", "2", "3"));
        sets.add(8, frames("1+4", "2+10", "3+20"));
        assertThat(sets.distance(3, 8)).isEqualTo(10).isEqualTo(sets.distance(8, 3));
        assertThat(sets.holds(8)).isTrue();
        assertThat(sets.holds(4)).isFalse();
    }

    /** Every pair, by the definition. */
    private static int[] byHand(List<List<String>> videos) {
        Pieces pieces = new Pieces(videos.size());
        for (int i = 0; i < videos.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (matches(videos.get(i), videos.get(j)) && matches(videos.get(j), videos.get(i))) {
                    pieces.join(i, j);
                }
            }
        }
        return IntStream.range(0, videos.size()).map(pieces::root).toArray();
    }

    private static boolean matches(List<String> one, List<String> other) {
        long matching = one.stream()
                .filter(frame -> other.stream().anyMatch(each -> distance(frame, each) <= 31))
                .count();
        return matching >= 2 && 2 * matching >= one.size();
    }

    private static int distance(String one, String other) {
        Hashes hashes = new Hashes();
        hashes.add(one);
        hashes.add(other);
        return hashes.distance(0, 1);
    }

    @ParameterizedTest
    @CsvSource({
        // Few scenes and many: all near, none near, and a logo in every second frame.
        "150, 4, 40, 0",
        "300, 40, 40, 0",
        "300, 200, 25, 0",
        "300, 60, 40, 2",
        "300, 60, 20, 3",
        "200, 1, 60, 0",
    })
    void findsWhatAllPairsWouldFind(int count, int scenes, int bits, int logo) {
        SplittableRandom random = new SplittableRandom(42);
        List<List<String>> videos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> frames = new ArrayList<>();
            int size = 1 + random.nextInt(6);
            for (int j = 0; j < size; j++) {
                boolean shared = logo > 0 && random.nextInt(logo) == 0;
                frames.add(
                        shared
                                ? frame(1_000_000, random.nextInt(6))
                                : frame(random.nextInt(scenes), random.nextInt(bits)));
            }
            videos.add(frames);
        }
        assertThat(roots(videos)).isEqualTo(byHand(videos));
        List<List<String>> backwards = new ArrayList<>(videos);
        Collections.reverse(backwards);
        assertThat(roots(backwards)).isEqualTo(byHand(backwards));
    }
}
