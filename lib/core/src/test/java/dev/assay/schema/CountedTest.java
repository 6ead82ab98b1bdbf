package dev.assay.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {

    @ParameterizedTest
    @CsvSource({"0, 0 items", "1, 1 item", "2, 2 items", "1000000000000, 1000000000000 items"})
    void oneAloneIsSingular(long count, String words) {
        assertThat(Counted.of(count, "item")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 reals are", "1, 1 real is", "3, 3 reals are"})
    void theVerbFollowsTheNoun(long count, String words) {
        assertThat(Counted.of(count, "real is", "reals are")).isEqualTo(words);
    }
}
