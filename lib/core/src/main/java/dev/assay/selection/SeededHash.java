package dev.assay.selection;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The one source of randomness: XXH64 (Yann Collet, xxHash specification 0.1.1) of a text's UTF-8 bytes in Normalisation
 * Form C, under a seed. The values are unsigned; compare them with {@link Long#compareUnsigned(long, long)}. The plain
 * Java implementation is used everywhere, so that a key never hangs on a native part.
 *
 * <p>An instance hashes many texts under one seed and is for one thread: it keeps its bytes.
 */
public final class SeededHash {

    private static final XXHash64 XXH64 = XXHashFactory.safeInstance().hash64();

    private final long seed;
    private byte[] ascii = new byte[256];

    SeededHash(long seed) {
        this.seed = seed;
    }

    /** The key of a text under a seed. */
    public static long of(long seed, String text) {
        byte[] bytes = Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        return ofBytes(seed, bytes);
    }

    /** The key of a text. ASCII is its own normal form and its own UTF-8, and most ids are ASCII. */
    long of(String text) {
        int length = text.length();
        if (length > ascii.length) {
            ascii = new byte[2 * length];
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return of(seed, text);
            }
            ascii[i] = (byte) c;
        }
        return XXH64.hash(ascii, 0, length, seed);
    }

    static long ofBytes(long seed, byte[] bytes) {
        return XXH64.hash(bytes, 0, bytes.length, seed);
    }
}
