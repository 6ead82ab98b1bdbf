package dev.assay.notebook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionTest {
    private static final Map<String, JsonNode> VALUES = values();

    private static Map<String, JsonNode> values() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("verdict", nodes.textNode("NOT FEASIBLE"));
        values.put("items", nodes.numberNode(120));
        values.put("share", nodes.numberNode(0.25));
        values.put("id", nodes.textNode("007"));
        values.put("done", nodes.booleanNode(true));
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "verdict != FEASIBLE | true",
                "verdict == NOT FEASIBLE | true",
                "verdict=='NOT FEASIBLE' | true",
                "verdict == \"FEASIBLE\" | false",
                "items < 121 | true",
                "items<120 | false",
                "items <= 1.2e2 | true",
                "items == 120.0 | true",
                "items >= 9 | true",
                "share > .2 | true",
                "share != 0.250 | false",
                "id == 7 | true",
                "id == '7' | false",
                "id != \"7\" | true",
                "id == '007' | true",
                "id < '07' | false",
                "items == '120.0' | true",
                "items < '121' | true",
                "done == true | true",
                "done == 'true' | true",
                "verdict != <none> | true",
                "verdict != black and white | true",
                "verdict != 'a and b < 3' | true",
            })
    void comparesNumbersAsNumbersAndAllElseAsText(String condition, boolean holds) {
        assertThat(Condition.parse(condition).holds(VALUES)).isEqualTo(holds);
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> Condition.parse("verdit == x").holds(VALUES))
                .hasMessage("no value \"verdit\" was published; there is verdict, items, share, id, done");
        assertThatThrownBy(() -> Condition.parse("verdict == x").holds(Map.of()))
                .hasMessageEndingWith("there are none");
    }

    /** As one text it would differ from every verdict, and the night would always fail. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict != FEASIBLE and items < 3",
                "verdict != FEASIBLE||items < 3",
                "verdict != 'FEASIBLE' and status != 'ok'"
            })
    void severalAtOnceAreRefused(String conditions) {
        assertThatThrownBy(() -> Condition.parse(conditions)).hasMessageStartingWith("expected one condition");
    }

    @Test
    void textsHaveNoOrder() {
        assertThatThrownBy(() -> Condition.parse("verdict < 3").holds(VALUES))
                .hasMessage("verdict < 3: expected a number, found NOT FEASIBLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdict == 'x", "verdict != \"NOT FEASIBLE", "verdict == 'a' b"})
    void aQuoteThatIsNotClosedIsRefused(String text) {
        assertThatThrownBy(() -> Condition.parse(text)).hasMessageStartingWith("expected a value between two quotes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "verdict",
                "verdict = FEASIBLE",
                "== 3",
                "verdict !=",
                "verdict !== x",
                "items <> 3",
                "items => 3",
                "items <",
                "items < many",
                "verdict > FEASIBLE",
                "a b == 3"
            })
    void whatIsNoConditionIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ")
                .hasMessageContaining("'items < 100'")
                .hasMessageEndingWith("found \"" + text + "\"");
    }

    @Test
    void anEmptyTextIsAskedInQuotes() {
        assertThat(Condition.parse("verdict != ''").holds(VALUES)).isTrue();
    }
}
