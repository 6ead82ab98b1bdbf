package dev.assay.quota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Items of one cell that no cap tells apart: they are in the same groups.
 *
 * @param cell the model's cell
 * @param groups for each key of the caps the group, or null where these items are in none
 * @param items how many there are, musts among them
 * @param musts how many of them must be included
 * @param mustPrices under a budget what the musts cost, ascending, in units; else empty
 * @param prices under a budget what the others of known cost cost, ascending; else empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Kind(int cell, List<@Nullable String> groups, long items, long musts, long[] mustPrices, long[] prices) {

    Kind {
        groups = Collections.unmodifiableList(new ArrayList<>(groups));
    }

    /** The same where nothing must be included: musts are items like others. */
    Kind withoutMusts() {
        return withoutMusts(musts);
    }

    /** The same where so many musts, the dearest, are items like others. */
    Kind withoutMusts(long freed) {
        long left = musts - freed;
        int kept = (int) Math.min(left, mustPrices.length);
        LongStream dearest = Arrays.stream(mustPrices).skip(kept);
        long[] others =
                LongStream.concat(dearest, Arrays.stream(prices)).sorted().toArray();
        return new Kind(cell, groups, items, left, Arrays.copyOf(mustPrices, kept), others);
    }

    /** Items that may be taken: under a budget, those whose cost is known. */
    long there(boolean priced) {
        return priced ? musts + prices.length : items;
    }
}
