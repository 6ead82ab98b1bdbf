package dev.assay.media;

import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The hash of a picture each second, as vPDQ takes them; of a long video each two, four, ... seconds, so that there are no more
 * than {@code pdq.most}. Seconds are counted from the start: two copies of one video are asked at the same moments.
 */
final class SecondHashes {

    private final int most = Thresholds.integer("pdq.most");
    /** By second. */
    private final TreeMap<Long, Pdq> hashes = new TreeMap<>();

    private long step = 1;

    /** Whether the picture of a time is to be hashed: times ascend from one call to the next. */
    boolean isDue(double time) {
        long second = (long) time;
        return second % step == 0 && (hashes.isEmpty() || second > hashes.lastKey());
    }

    /** The picture of a time that is due. */
    void add(double time, Pdq hash) {
        hashes.put((long) time, hash);
        while (hashes.size() > most) {
            step *= 2;
            hashes.keySet().removeIf(second -> second % step != 0);
        }
    }

    /** Those that say enough, with spaces between. */
    Optional<String> joined() {
        return Pdq.join(new ArrayList<>(hashes.values()));
    }
}
