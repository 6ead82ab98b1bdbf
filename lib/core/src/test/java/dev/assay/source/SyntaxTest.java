package dev.assay.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapshots of what people read when a text of theirs is broken. */
class SyntaxTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static String wrong(ObjectMapper mapper, String text) throws IOException {
        try {
            mapper.readTree(text);
            return "nothing";
        } catch (JacksonException e) {
            return Syntax.wrong(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"a": 1                 | it ends too soon: what begins in line 1 is not closed
            {"a": "x                | it ends too soon
            [1 2]                   | expected a comma, found 2
            {"a" 1}                 | expected a colon, found 1
            {a: 1}                  | expected a name in double quotes, found a
            {"a": }                 | expected a value, found }
            {"a": nul}              | expected a value, found nul
            {"a": 1, "a": 2}        | the name a stands twice
            {"a": "\\q"}            | there is no escape \\q
            [1}                     | } closes nothing that is open here
            """)
    void brokenJson(String text, String said) throws IOException {
        assertThat(wrong(JSON, text)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            a: [1               | while parsing a flow sequence; expected ',' or ']', but got <stream end>
            a: b: c             | mapping values are not allowed here
            """)
    void brokenYaml(String text, String said) throws IOException {
        assertThat(wrong(new YAMLMapper(), text)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"100000", "2000"})
    void noWordOfTheParsers(int depth) throws IOException {
        assertThat(wrong(JSON, "[".repeat(depth)))
                .isNotEqualTo("nothing")
                .doesNotContain("`", "REDACTED", "START_", "StreamRead", "Source");
    }
}
