package dev.assay.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelSpecsTest {
    private static final KernelSpec OWN =
            new KernelSpec("assay", "Java (Assay)", "java", List.of("java"), Map.of(), false, true);

    @TempDir
    private Path folder;

    @Test
    void theFirstFolderWinsAndWhatCannotBeReadIsPassedOver() throws IOException {
        kernel("a/Python3", "{\"argv\": [\"one\", \"{connection_file}\"], \"language\": \"Python\"}");
        kernel("b/python3", "{\"argv\": [\"two\"]}");
        kernel("b/broken", "{\"argv\": ");
        kernel("b/nothing", "{\"display_name\": \"no command\"}");
        KernelSpecs specs =
                KernelSpecs.in(List.of(folder.resolve("a"), folder.resolve("b"), folder.resolve("none")), OWN);
        assertThat(specs.names()).containsExactly("assay", "python3");
        KernelSpec python = specs.installed().get("python3");
        assertThat(python).isNotNull();
        assertThat(python.command(Path.of("c.json"), Map.of())).containsExactly("one", "c.json");
        assertThat(python.language()).isEqualTo("python");
        assertThat(python.interruptedBySignal()).isTrue();
        assertThat(python.choosesPorts()).isFalse();
    }

    /** And so the same in all languages. */
    @Test
    void oursLogsTimesInIsoUnlessTheUserChose() {
        List<String> argv = List.of("java", "-Xmx1g", "-jar", "k.jar", "{connection_file}");
        String form = ours(argv).command(Path.of("c"), Map.of()).get(2);
        assertThat(form).startsWith("-Djava.util.logging.SimpleFormatter.format=");
        assertThat(ours(argv).command(Path.of("c"), Map.of()))
                .containsExactly("java", "-Xmx1g", form, "-jar", "k.jar", "c");
        ZonedDateTime time = ZonedDateTime.parse("2026-11-21T16:55:30.123456+01:00[Europe/Berlin]");
        for (String language : List.of("en", "de", "es", "ja", "ar-EG")) {
            String text = form.substring(form.indexOf('=') + 1);
            assertThat(String.format(
                            Locale.forLanguageTag(language), text, time, "Plan read", "plan", "INFO", "that", ""))
                    .isEqualToNormalizingNewlines(
                            "2026-11-21T16:55:30.123456+01:00[Europe/Berlin] Plan read\nINFO: that\n");
        }
        String chosen = "-Djava.util.logging.config.file=log.properties";
        List<String> told = List.of("java", chosen, "-jar", "k.jar");
        assertThat(ours(told).command(Path.of("c"), Map.of())).isEqualTo(told);
        assertThat(ours(argv).command(Path.of("c"), Map.of("JAVA_TOOL_OPTIONS", "-Da=b " + chosen)))
                .doesNotContain(form);
        KernelSpec other = new KernelSpec("k", "K", "java", argv, Map.of(), false, false);
        assertThat(other.command(Path.of("c"), Map.of())).doesNotContain(form);
    }

    private static KernelSpec ours(List<String> argv) {
        return new KernelSpec("assay", "Java (Assay)", "java", argv, Map.of(), false, true);
    }

    /** Jupyter says there is none; whoever looks for it finds it in its place. */
    @Test
    void aKernelThatCannotBeReadIsSaidToBeSo() throws IOException {
        kernel("a/half", "{\"argv\":\n [\"k\"");
        kernel("a/text", "kernel");
        kernel("a/list", "[]");
        kernel("a/nothing", "{\"display_name\": \"no command\"}");
        Files.createDirectories(folder.resolve("a/empty"));
        kernel("a/twice", "{");
        kernel("b/twice", "{\"argv\": [\"two\"]}");
        KernelSpecs specs = KernelSpecs.in(List.of(folder.resolve("a"), folder.resolve("b")), OWN);
        assertThat(specs.unreadable()).containsOnlyKeys("half", "text", "list", "nothing");
        assertThatThrownBy(() -> specs.choose(Optional.of("Half"), "", ""))
                .isInstanceOf(KernelStartException.class)
                .hasMessage("kernel \"Half\" is installed and cannot be read: " + folder.resolve("a/half/kernel.json")
                        + ": not readable as JSON in line 2, column 6: Unexpected end-of-input: expected close marker for Array;"
                        + " whoever installed it can install it again or remove its folder; there are assay, twice");
        assertThatThrownBy(() -> specs.choose(Optional.empty(), "text", "r"))
                .hasMessageContaining(
                        "kernel.json: not readable as JSON in line 1, column 1: Unrecognized token 'kernel'");
        assertThatThrownBy(() -> specs.choose(Optional.of("list"), "", ""))
                .hasMessageContaining("kernel.json: a JSON object was expected");
        assertThatThrownBy(() -> specs.choose(Optional.of("nothing"), "", ""))
                .hasMessageContaining("kernel.json: expected argv");
        assertThatThrownBy(() -> specs.choose(Optional.of("empty"), "", ""))
                .hasMessageContaining("no kernel \"empty\"");
        assertThat(specs.choose(Optional.of("twice"), "", "").argv()).containsExactly("two");
        assertThat(specs.choose(Optional.empty(), "half", "java")).isEqualTo(OWN);
        assertThat(specs.whyNot("Half")).isEqualTo("is installed and cannot be read");
        assertThat(specs.whyNot("ir")).isEqualTo("is not installed");
        assertThat(specs.whyNot("Twice") + specs.whyNot("Assay") + specs.whyNot(""))
                .isEmpty();
    }

    @Test
    void aNotebooksKernelIsTheNamedOneOrOursForItsLanguage() throws IOException {
        kernel("a/python3", "{\"argv\": [\"one\"], \"language\": \"python\"}");
        KernelSpecs specs = KernelSpecs.in(List.of(folder.resolve("a")), OWN);
        assertThat(specs.choose(Optional.empty(), "python3", "python").name()).isEqualTo("python3");
        assertThat(specs.choose(Optional.empty(), "", "")).isEqualTo(OWN);
        assertThat(specs.choose(Optional.empty(), "rapaio", "java")).isEqualTo(OWN);
        assertThat(specs.choose(Optional.of("PYTHON3"), "rapaio", "java").name())
                .isEqualTo("python3");
        assertThatThrownBy(() -> specs.choose(Optional.empty(), "ir", "r"))
                .isInstanceOf(KernelStartException.class)
                .hasMessage("no kernel \"ir\" (r) is installed here; there are assay, python3");
        assertThatThrownBy(() -> specs.choose(Optional.of("rapaio"), "", "java"))
                .hasMessageContaining("no kernel \"rapaio\"");
    }

    @Test
    void variablesOfTheSpecAreFilledFromTheRunners() throws IOException {
        kernel(
                "a/k",
                """
                {"argv": ["{resource_dir}/bin/k"], "interrupt_mode": "message",
                 "env": {"PATH_OF": "${HOME}/k", "PLAIN": "$5", "UNSET": "${NO_SUCH}"}}
                """);
        KernelSpec spec = KernelSpec.read(folder.resolve("a/k"));
        Map<String, String> variables = new HashMap<>(Map.of("HOME", "/h", "KEPT", "1"));
        spec.addTo(variables);
        assertThat(variables)
                .containsEntry("PATH_OF", "/h/k")
                .containsEntry("PLAIN", "$5")
                .containsEntry("UNSET", "${NO_SUCH}")
                .containsEntry("KEPT", "1");
        assertThat(spec.argv()).containsExactly(folder.resolve("a/k") + "/bin/k");
        assertThat(spec.interruptedBySignal()).isFalse();
    }

    private void kernel(String name, String json) throws IOException {
        Path at = Files.createDirectories(folder.resolve(name));
        Files.writeString(at.resolve("kernel.json"), json);
    }
}
