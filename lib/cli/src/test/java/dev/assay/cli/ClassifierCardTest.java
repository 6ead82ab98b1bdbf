package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A classifier of the user's own that cannot be used, by the command as it is run: in a process with its workers. */
final class ClassifierCardTest {

    private static final String CARD = "{axis: environment, model: mine.onnx, labels: [indoor, outdoor], size: [8, 8]}";

    @TempDir
    Path temp;

    /** A key that no card has, which is seen at once; and a file that is no model, which only a worker finds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "axis|axes|mine.yaml: expected one of [axis, |found axes",
                "axis|axis|mine.onnx: expected an ONNX model with an input of 8 x 8, found: |"
            })
    void isWrongUsageAndNoScan(String key, String written, String expected, String found) throws Exception {
        Path models = Files.createDirectory(temp.resolve("models"));
        Files.writeString(models.resolve("mine.onnx"), "no model");
        Files.writeString(models.resolve("mine.yaml"), CARD.replace(key, written));
        Path output = temp.resolve("inventory.jsonl");
        assertThat(run("inventory", Assay.samples().resolve("dataset_3"), "-o", output, "--no-cache"))
                .isEqualTo(Exit.USAGE);
        assertThat(Files.readString(temp.resolve("err")))
                .contains("a classifier cannot be used. ", expected, found == null ? "" : found)
                .doesNotContain("Exception");
        assertThat(output).doesNotExist();
    }

    @Test
    void modelsListsCardsAndWhatIsWrongWithThem() throws Exception {
        Path models = Files.createDirectory(temp.resolve("models"));
        Files.writeString(models.resolve("mine.onnx"), "no model");
        Files.writeString(models.resolve("a.yaml"), CARD);
        Files.writeString(models.resolve("b.yml"), CARD.replace("mine", "lost"));
        assertThat(run("models", "--json")).isEqualTo(Exit.DONE);
        JsonNode cards = Assay.json(temp.resolve("out")).get("classifiers");
        assertThat(cards).hasSize(2);
        assertThat(cards.at("/0/axis").asText()).isEqualTo("environment");
        assertThat(cards.at("/0/model").asText()).endsWith("mine.onnx");
        assertThat(cards.at("/0/labels")).hasSize(2);
        assertThat(cards.at("/0/error").isNull()).isTrue();
        assertThat(cards.at("/1/axis").isNull()).isTrue();
        assertThat(cards.at("/1/error").asText())
                .contains("b.yml: expected model: the name of an ONNX file beside it, found \"lost.onnx\"");
        assertThat(run("models")).isEqualTo(Exit.DONE);
        assertThat(Files.readString(temp.resolve("out")))
                .contains("a.yaml  answers environment: indoor, outdoor")
                .contains("cannot be used: ", "b.yml");
    }

    private int run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(temp.resolve("out").toFile())
                .redirectError(temp.resolve("err").toFile());
        builder.environment().put("ASSAY_MODELS", temp.resolve("models").toString());
        return builder.start().waitFor();
    }
}
