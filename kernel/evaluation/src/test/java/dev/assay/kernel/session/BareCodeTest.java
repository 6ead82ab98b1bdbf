package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BareCodeTest {
    /** What is left of each, with a single blank for any number. */
    private static final Map<String, String> CELLS = Map.of(
            "a = \"a\";", "a = ;",
            "a = \"\\\"a\" + b;", "a = + b;",
            "f('\\'', \"\\\\\"); a", "f( , ); a",
            "a // a \"\nb", "a b",
            "/* a \n \" */ b", "b",
            "\"\"\"\n a \\\"\"\" \"a\"\"\" + b", "+ b",
            "a / b // c", "a / b",
            "a /* b", "a",
            "a \"b", "a",
            "a \"b\\", "a");

    @Test
    void blanksTextsAndComments() {
        CELLS.forEach((cell, left) -> {
            String bare = BareCode.of(cell);
            assertThat(bare).hasSameSizeAs(cell);
            assertThat(bare.strip().replaceAll("\\s+", " ")).as(cell).isEqualTo(left);
        });
    }
}
