package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeededHashTest {

    /**
     * XXH64 of ASCII texts, as the reference implementation gives them: the empty text and "abc" from the xxHash
     * specification's companion implementations, and the 39-byte text from cespare/xxhash's tests.
     */
    @ParameterizedTest
    @CsvSource({
        "'', 0, ef46db3751d8e999",
        "a, 0, d24ec4f1a98c6e5b",
        "abc, 0, 44bc2cf5ad770999",
        "'Nobody inspects the spammish repetition', 0, fbcea83c8a378bf1"
    })
    void knownVectors(String text, long seed, String expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Long.toHexString(SeededHash.ofBytes(seed, bytes))).isEqualTo(expected);
        assertThat(Long.toHexString(SeededHash.of(seed, text))).isEqualTo(expected);
    }

    @Test
    void composedAndDecomposedTextsAreOne() {
        assertThat(SeededHash.of(42, "caf\u00e9")).isEqualTo(SeededHash.of(42, "cafe\u0301"));
        assertThat(SeededHash.of(42, "cafe")).isNotEqualTo(SeededHash.of(43, "cafe"));
    }

    /** Texts of ASCII take a way of their own to the same key, whatever their length and what came before. */
    @Test
    void bothWaysLeadToOneKey() {
        SeededHash hash = new SeededHash(42);
        for (int length : new int[] {0, 1, 255, 256, 257, 3, 1000, 2}) {
            for (String last : List.of("a", "\u007f", "\u0080", "\u00e9", "e\u0301")) {
                String text = "x".repeat(length) + last;
                assertThat(hash.of(text)).as("%d x and %s", length, last).isEqualTo(SeededHash.of(42, text));
            }
        }
    }
}
