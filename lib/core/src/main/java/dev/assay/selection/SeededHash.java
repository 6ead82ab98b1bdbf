package dev.assay.selection;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The one source of randomness: XXH64 (Yann Collet, xxHash specification 0.1.1) of a text's UTF-8 bytes in Normalisation
 * Form C, under a seed. The values are unsigned; compare them with {@link Long#compareUnsigned(long, long)}. The plain
 * Java implementation is used everywhere, so that a key never hangs on a native part.
 */
public final class SeededHash {

    private SeededHash() {}

    /** The key of a text under a seed. */
    public static long of(long seed, String text) {
        byte[] bytes = Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        return ofBytes(seed, bytes);
    }

    static long ofBytes(long seed, byte[] bytes) {
        return XXHashFactory.safeInstance().hash64().hash(bytes, 0, bytes.length, seed);
    }
}
