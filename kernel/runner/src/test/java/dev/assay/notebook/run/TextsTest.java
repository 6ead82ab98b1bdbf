package dev.assay.notebook.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Output;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextsTest {
    private final Texts texts = new Texts(text -> text.replace("abcd", "[x]"));

    @Test
    void namesAndMetadataAreWrittenAnew() {
        Fields data = Fields.of("text/abcd", "abcd");
        Fields metadata =
                Fields.of(JsonNodeFactory.instance.objectNode().put("abcd", 1).put("b", "abcd"));
        Fields anew =
                Fields.of(JsonNodeFactory.instance.objectNode().put("[x]", 1).put("b", "[x]"));
        assertThat(texts.of(new Output.Display(data, metadata)))
                .isEqualTo(new Output.Display(Fields.of("text/[x]", "[x]"), anew));
        assertThat(texts.of(new Output.Result(OptionalInt.of(1), data, metadata)))
                .isEqualTo(new Output.Result(OptionalInt.of(1), Fields.of("text/[x]", "[x]"), anew));
    }

    /** A secret may be all digits. */
    @Test
    void aNumberThatReadsOtherwiseBecomesAText() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Texts pin = new Texts(text -> text.replace("7351", "[pin]"));
        assertThat(pin.of(nodes.arrayNode().add(7351).add(7352).add(0.5)))
                .isEqualTo(nodes.arrayNode().add("[pin]").add(7352).add(0.5));
    }

    /** The beginnings are those of each format, in base64; a text that merely calls itself a picture is none. */
    @ParameterizedTest
    @CsvSource({
        "image/png, iVBORw0KGgoabcd=, true",
        "image/jpeg, /9j/4abcd+/==, true",
        "image/gif, R0lGODlhabcd, true",
        "image/webp, UklGRabcd, true",
        "image/png, abcd, false",
        "image/png, /9j/4abcd, false",
        "image/png, iVBORw0KGgo abcd-efgh, false",
        "image/x-foo, iVBORw0KGgoabcd, false",
        "image/svg+xml, <svg>abcd</svg>, false"
    })
    void pixelsAloneStay(String type, String text, boolean stays) {
        Output.Shown written = (Output.Shown) texts.of(new Output.Display(Fields.of(type, text + "\n"), Fields.none()));
        assertThat(written.text(type).contains("abcd")).isEqualTo(stays);
    }
}
