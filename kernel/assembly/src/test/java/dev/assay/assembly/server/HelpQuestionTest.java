package dev.assay.assembly.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpQuestionTest {
    @Test
    void marksStandBeforeOrAfter() {
        assertThat(HelpQuestion.of(" Math.abs? ")).contains(new HelpQuestion("Math.abs", 0));
        assertThat(HelpQuestion.of("??größe")).contains(new HelpQuestion("größe", 1));
        assertThat(HelpQuestion.of("𝒳?").orElseThrow().cursor()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "a ? b : c", "List<?>", "a;?", "// why?", "%maven a?", "\"x?\"", "Math.abs???"})
    void everythingElseIsACell(String code) {
        assertThat(HelpQuestion.of(code)).isEmpty();
    }
}
