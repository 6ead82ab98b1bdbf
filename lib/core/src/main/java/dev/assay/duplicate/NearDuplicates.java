package dev.assay.duplicate;

import dev.assay.schema.Pieces;

/**
 * Hashes that differ in at most {@value #DISTANCE} bits belong together, and so does what is joined through others: a
 * cluster is a connected component. Its ends may therefore be further apart than that, as the first and the last frame of
 * a slow pan are; {@link #distance} tells. Exact: what a comparison of all pairs would join is joined, nothing else.
 */
public final class NearDuplicates {

    /** The publishers' threshold for PDQ: unrelated pictures are 128 apart on average. */
    public static final int DISTANCE = 31;

    private final Hashes hashes;
    private final int[] keepers;

    private NearDuplicates(Hashes hashes, int[] keepers) {
        this.hashes = hashes;
        this.keepers = keepers;
    }

    /** The clusters among hashes, to which nothing may be added afterwards. */
    public static NearDuplicates among(Hashes hashes) {
        Pieces pieces = new Pieces(hashes.size());
        new SelfJoin(hashes, pieces).run();
        int[] keepers = new int[hashes.size()];
        boolean[] shared = new boolean[hashes.size()];
        for (int i = 0; i < keepers.length; i++) {
            keepers[i] = pieces.root(i);
            shared[keepers[i]] |= keepers[i] != i;
        }
        for (int i = 0; i < keepers.length; i++) {
            keepers[i] = shared[keepers[i]] ? keepers[i] : -1;
        }
        return new NearDuplicates(hashes, keepers);
    }

    /** The first hash of a hash's cluster, which may be itself; -1 where it stands alone. */
    public int keeper(int hash) {
        return keepers[hash];
    }

    /** The number of bits between a hash and the first of its cluster; 0 where it stands alone. */
    public int distance(int hash) {
        return keepers[hash] < 0 ? 0 : hashes.distance(keepers[hash], hash);
    }
}
