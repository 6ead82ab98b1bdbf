package dev.assay.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnansweredTest {

    @Test
    void toldOnceWithTheNumberAndTheFirstReason() {
        Unanswered unanswered = new Unanswered();
        unanswered.add("a", null);
        assertThat(unanswered.words()).isEmpty();
        unanswered.add("b", "m.onnx: odd");
        assertThat(unanswered.words())
                .contains(
                        "a classifier of yours gave no answer that can be used for 1 item; the first is b: m.onnx: odd");
        unanswered.add("c", "m.onnx: odder");
        assertThat(unanswered.words().orElseThrow())
                .contains("2 items", "b: m.onnx: odd")
                .doesNotContain("odder");
    }
}
