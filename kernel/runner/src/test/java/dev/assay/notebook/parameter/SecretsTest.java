package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretsTest {
    @TempDir
    private Path folder;

    @Test
    void comeFromTheEnvironmentOrAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "line one\nsecond \"line\"\n\n");
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("token", "env:T");
        sources.put("key", "file:" + file);
        Secrets secrets = Secrets.read(sources, Map.of("T", "a$b\\c"));
        assertThat(secrets.code("java"))
                .isEqualTo("String token = \"a$b\\\\c\";\nString key = \"line one\\nsecond \\\"line\\\"\";");
        assertThat(secrets.code("python")).startsWith("token = \"a$b\\\\c\"\n");
        assertThat(secrets).hasToString("Secrets[token, key]");
    }

    @Test
    void areFoundInEverySpelling() throws IOException {
        String value = "p&w <\"ü'>/+ \\ end";
        Secrets secrets = Secrets.read(Map.of("s", "env:S"), Map.of("S", value));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        assertThat(secrets.scrubbed("x" + value + "y" + value)).isEqualTo("x[secret s]y[secret s]");
        assertThat(secrets.scrubbed("{\"a\":\"p&w <\\\"ü'>/+ \\\\ end\"}")).isEqualTo("{\"a\":\"[secret s]\"}");
        assertThat(secrets.scrubbed("<b>p&amp;w &lt;&quot;ü&#39;&gt;/+ \\ end</b>"))
                .isEqualTo("<b>[secret s]</b>");
        assertThat(secrets.scrubbed("<b>p&amp;w &lt;&quot;ü&#x27;&gt;/+ \\ end</b>"))
                .isEqualTo("<b>[secret s]</b>");
        assertThat(secrets.scrubbed("\"p\\u0026w \\u003c\\\"ü\\u0027\\u003e/+ \\\\ end\""))
                .isEqualTo("\"[secret s]\"");
        assertThat(secrets.scrubbed("\"p&w <\\\"\\u00fc'>/+ \\\\ end\"")).isEqualTo("\"[secret s]\"");
        assertThat(secrets.scrubbed("KeyError('p&w <\"ü\\'>/+ \\\\ end')")).isEqualTo("KeyError('[secret s]')");
        assertThat(secrets.scrubbed("'p&w <\"\\xfc\\'>/+ \\\\ end'")).isEqualTo("'[secret s]'");
        assertThat(secrets.scrubbed("b'p&w <\"\\xc3\\xbc\\'>/+ \\\\ end'")).isEqualTo("b'[secret s]'");
        assertThat(secrets.scrubbed("**p\\&w \\<\"ü'\\>/+ \\\\ end**")).isEqualTo("**[secret s]**");
        assertThat(secrets.scrubbed("?q=p%26w+%3C%22%C3%BC%27%3E%2F%2B+%5C+end"))
                .isEqualTo("?q=[secret s]");
        assertThat(secrets.scrubbed(Base64.getEncoder().encodeToString(bytes))).isEqualTo("[secret s]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "https://h/p?token=TOPsecret/+va%20lue%2542 | https://h/p?token=[secret s]", // as java.net.URI does
                "TOPsecret/%2Bva%20lue%2542 | [secret s]", // as urllib.parse.quote does
                "TOPsecret%2f%2bva+lue%2542! | [secret s]!",
                "TOPsecret/+va%20lue%42 | [secret s]", // an escape is left as it is
                "%54%4fPsecret%2F%2bva lue%42 TOPsecret/+va%20lue%2542 | [secret s] [secret s]",
                "%TOPsecret/+va%20lue%2542 | %[secret s]",
                "TOPTOPsecret/+va%20lue%2542 | TOP[secret s]",
                "topsecret/+va%20lue%2542 | topsecret/+va%20lue%2542",
                "TOPsecret/+va%20lue%254 | TOPsecret/+va%20lue%254",
                "TOPsecret/+va%2 | TOPsecret/+va%2"
            })
    void areFoundInUrlsWhicheverCharactersAreEscaped(String text, String scrubbed) throws IOException {
        Secrets secrets = Secrets.read(Map.of("s", "env:S"), Map.of("S", "TOPsecret/+va lue%42"));
        assertThat(secrets.scrubbed(text)).isEqualTo(scrubbed);
    }

    @Test
    void areFoundInUrlsThatLibrariesMake() throws Exception {
        Random random = new Random(3);
        String letters = "ab%2 5&+/'=#?é€\uD83D\uDE00";
        for (int i = 0; i < 500; i++) {
            StringBuilder value = new StringBuilder("x");
            random.ints(9, 0, letters.codePointCount(0, letters.length()))
                    .map(at -> letters.codePointAt(letters.offsetByCodePoints(0, at)))
                    .forEach(value::appendCodePoint);
            Secrets secrets = Secrets.read(Map.of("s", "env:S"), Map.of("S", value + "y"));
            URI uri = new URI("https", "h", "/p", "q=" + value + "y", null);
            assertThat(secrets.scrubbed(uri.toString())).isEqualTo("https://h/p?q=[secret s]");
            assertThat(secrets.scrubbed(uri.toASCIIString())).isEqualTo("https://h/p?q=[secret s]");
            String form = URLEncoder.encode(value + "y", StandardCharsets.UTF_8);
            assertThat(secrets.scrubbed(form + "|" + form.toLowerCase(Locale.ROOT)))
                    .isEqualTo("[secret s]|[secret s]");
            String page = uri.toString().replace("&", "&amp;").replace("'", "&#39;");
            assertThat(secrets.scrubbed(page)).isEqualTo("https://h/p?q=[secret s]");
        }
    }

    @Test
    @Timeout(30)
    void longTextsWhereAnyLetterMayBeginItTakeTheirLengthsTime() throws IOException {
        Secrets secrets = Secrets.read(Map.of("s", "env:S"), Map.of("S", "east wind 2026"));
        String lines = "10% east winds are eager % \n".repeat((64 << 20) / 28);
        assertThat(secrets.scrubbed(lines)).hasSize(lines.length());
    }

    /** Each percent sign of the text may be itself or begin an escape. */
    @Test
    @Timeout(30)
    void manyPercentSignsAreNotTriedOneWayAfterTheOther() throws IOException {
        Secrets secrets = Secrets.read(Map.of("s", "env:S"), Map.of("S", "%25%32%35".repeat(70) + "!"));
        String text = "%25%32%35%2532%35".repeat(2000);
        assertThat(secrets.scrubbed(text)).isEqualTo(text);
    }

    @Test
    void areFoundInLinesOfBase64() throws IOException {
        String value = "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ, and more";
        Secrets secrets = Secrets.read(Map.of("s", "env:S"), Map.of("S", value));
        String lines = Base64.getMimeEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        assertThat(lines).contains("\r\n");
        assertThat(secrets.scrubbed("-" + lines + "-")).isEqualTo("-[secret s]-");
        assertThat(secrets.scrubbed("-" + lines.replace("\r", "") + "-")).isEqualTo("-[secret s]-");
        String key =
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(value.getBytes(StandardCharsets.UTF_8));
        assertThat(secrets.scrubbed("-" + key + "-")).isEqualTo("-[secret s]-");
    }

    @Test
    void controlCharactersAreEscapedInEitherCase() throws IOException {
        Secrets secrets = Secrets.read(Map.of("s", "env:S"), Map.of("S", "red\u001bgreen"));
        assertThat(secrets.scrubbed("\"red\\u001Bgreen\" \"red\\u001bgreen\""))
                .isEqualTo("\"[secret s]\" \"[secret s]\"");
    }

    @Test
    void linesOfAKeyAreSecretsThemselvesAndAPartNeverBreaksTheWhole() throws IOException {
        Secrets secrets = Secrets.read(
                Map.of("a", "env:A", "b", "env:B"), Map.of("A", "abcdefgh", "B", "abcdefgh-longer\nsecond line"));
        assertThat(secrets.scrubbed("abcdefgh-longer")).isEqualTo("[secret b]");
        assertThat(secrets.scrubbed("abcdefgh second line")).isEqualTo("[secret a] [secret b]");
        assertThat(Secrets.none().scrubbed("abc")).isEqualTo("abc");
    }

    @Test
    void whatIsMissingOrTooShortIsRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> Secrets.read(Map.of("s", "env:S"), Map.of("S", "abc")))
                .hasMessage("secret s: expected at least 4 characters, found 3");
        assertThatThrownBy(() -> Secrets.read(Map.of("s", "env:S"), Map.of()))
                .hasMessage("secret s: no variable S in the environment");
        assertThatThrownBy(() -> Secrets.read(Map.of("s", "hunter2"), Map.of()))
                .hasMessage("secret s: expected env:VARIABLE or file:PATH");
        assertThatThrownBy(() -> Secrets.read(Map.of("a b", "env:S"), Map.of("S", "hunter2")))
                .hasMessageContaining("the name of a variable");
    }

    @Test
    void whatIsNoFileOfTextIsNamed() throws IOException {
        Path pixels = Files.write(folder.resolve("pixels"), new byte[] {'a', (byte) 0xff, 'b', 'c'});
        assertThatThrownBy(() -> Secrets.read(Map.of("s", "file:" + folder), Map.of()))
                .isInstanceOf(ParameterException.class)
                .hasMessage("secret s: expected a file, found the folder " + folder);
        assertThatThrownBy(() -> Secrets.read(Map.of("s", "file:" + pixels), Map.of()))
                .isInstanceOf(ParameterException.class)
                .hasMessage("secret s: expected text in UTF-8 in " + pixels);
    }
}
