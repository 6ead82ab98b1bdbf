package dev.assay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsFormatTest {

    private static byte[] bytes(MediaFacts facts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FactsFormat.write(facts, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static MediaFacts read(byte[] bytes) throws IOException {
        return FactsFormat.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static MediaFacts all() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("width", Long.MIN_VALUE);
        values.put("fps", 1e-300);
        values.put("odd", -0.0);
        values.put("encoder", "Lavf \u5168 \ud83c\udfac \ud83c \u00ff \u0000");
        values.put("empty", "");
        return new MediaFacts(
                "video",
                null,
                values,
                List.of(new Evidence("lighting", "low", EvidenceSource.PIXELS, .1 + .2, "4 frames, \u2265 1")));
    }

    @Test
    void readsWhatWasWrittenToTheLastBit() throws IOException {
        MediaFacts facts = all();
        MediaFacts read = read(bytes(facts));
        assertThat(read).isEqualTo(facts);
        assertThat(read.values().keySet())
                .containsExactlyElementsOf(facts.values().keySet());
        for (MediaFacts none : List.of(MediaFacts.unreadable("expected"), MediaFacts.unreadableNow(""))) {
            assertThat(read(bytes(none))).isEqualTo(none);
        }
    }

    @Test
    void damageIsAnInputError() throws IOException {
        byte[] whole = bytes(all());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("cut at %d", length).isInstanceOf(IOException.class);
        }
        byte[] huge = whole.clone();
        huge[0] = 0x7f;
        assertThatThrownBy(() -> read(huge)).isInstanceOf(IOException.class).hasMessageContaining("expected a text");
    }
}
