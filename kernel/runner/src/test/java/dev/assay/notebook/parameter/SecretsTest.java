package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(secrets.scrubbed("**p\\&w \\<\"ü'\\>/+ \\\\ end**")).isEqualTo("**[secret s]**");
        assertThat(secrets.scrubbed("?q=p%26w+%3C%22%C3%BC%27%3E%2F%2B+%5C+end"))
                .isEqualTo("?q=[secret s]");
        assertThat(secrets.scrubbed(Base64.getEncoder().encodeToString(bytes))).isEqualTo("[secret s]");
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
}
