package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.source.MediaEngine.Depth;
import dev.assay.source.MediaFacts;
import dev.assay.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's own classifier, by a model whose outputs are the means of red, green and blue. */
class ClassifierTest {

    private static final String CARD =
            """
            axis: environment
            model: means.onnx
            labels: [indoor, outdoor, outdoor]
            size: [8, 6]
            output: probabilities
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException {
        Files.write(folder.resolve("means.onnx"), Onnx.means(8, 6));
    }

    private Path card(String text) throws IOException {
        return Files.writeString(folder.resolve("means.yaml"), text);
    }

    private Classifier classifier(String text) throws IOException {
        return Classifier.of(ClassifierCard.read(card(text)));
    }

    private static Picture plain(int rgb) {
        byte[] pixels = new byte[3 * 40 * 30];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (rgb >> (8 * (2 - i % 3)));
        }
        return new Picture(40, 30, pixels);
    }

    @Test
    void outputsOfOneLevelAreAddedUp() throws IOException {
        Map<String, Double> levels = classifier(CARD).vote(plain(0x663319)).levels();
        assertThat(levels.get("indoor")).isCloseTo(.4, within(1e-6));
        assertThat(levels.get("outdoor")).isCloseTo(.2 + 25 / 255.0, within(1e-6));
    }

    /** The mean of a plain picture is what is made of its colour on the way in. */
    @ParameterizedTest
    @CsvSource({
        "colour: bgr,0.0980,0.2000,0.4000",
        "divide: 51,2.0000,1.0000,0.4902",
        "'mean: [0.1, 0.2, 0.3]\nstd: [0.5, 1, 2]',0.6,0,-0.1010",
        "fit: crop,0.4,0.2,0.0980"
    })
    void preprocessingIsWhatTheCardSays(String line, double one, double two, double three) throws IOException {
        String card = CARD.replace("probabilities", "logits") + line + "\n";
        assertThat(classifier(card).outputs(plain(0x663319)))
                .containsExactly(new double[] {one, two, three}, within(1e-4));
    }

    @Test
    void aCropKeepsTheMiddleAndAStretchAllOfIt() throws IOException {
        // 80 x 30, the outer quarters white: an input of 8 x 6 has the proportions of the inner half.
        byte[] pixels = new byte[3 * 80 * 30];
        for (int i = 0; i < 80 * 30; i++) {
            int x = i % 80;
            for (int channel = 0; channel < 3; channel++) {
                pixels[3 * i + channel] = (byte) (x < 20 || x >= 60 ? 255 : 0);
            }
        }
        Picture picture = new Picture(80, 30, pixels);
        assertThat(classifier(CARD).outputs(picture)[0]).isCloseTo(.5, within(1e-6));
        assertThat(classifier(CARD + "fit: crop\n").outputs(picture)[0]).isZero();
    }

    @Test
    void logitsBecomeProbabilities() {
        // e^1 / (e^1 + e^0 + e^0), and no overflow where they are large.
        assertThat(Classifier.softmax(new double[] {1, 0, 0})[0]).isCloseTo(Math.E / (Math.E + 2), within(1e-12));
        assertThat(Classifier.softmax(new double[] {1000, 0})).containsExactly(1, 0);
    }

    @Test
    void aClassifierAnswersForAVideoWhereItIsSureEnough() throws IOException {
        card(CARD);
        Path clip = Clips.record(folder.resolve("clip.mp4"), "mp4", 40, i -> Clips.plain(0xD01010));
        Evidence found = evidence(clip).get(0);
        assertThat(found.value()).isEqualTo("indoor");
        assertThat(found.source()).isEqualTo(EvidenceSource.MODEL);
        assertThat(found.confidence()).isCloseTo(0xD0 / 255.0, within(.03));
        assertThat(found.origin()).startsWith("means.onnx, ");
        card(CARD + "threshold: 0.95\n");
        assertThat(evidence(clip)).isEmpty();
        card(CARD.replace("[indoor,", "[unknown,"));
        assertThat(evidence(clip)).isEmpty();
    }

    private List<Evidence> evidence(Path clip) {
        return new FFmpegEngine(folder)
                .probe(clip, Depth.PIXELS).evidence().stream()
                        .filter(evidence -> evidence.source() == EvidenceSource.MODEL)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "axis: environment|axis: In Door|expected an axis such as environment, found In Door",
                "model: means.onnx|model: lost.onnx|expected model: the name of an ONNX file beside it, found \"lost.onnx\"",
                "size: [8, 6]|size: [8]|expected size: [width, height], found [8]",
                "size: [8, 6]|size: [8, 60000]|expected size: [width, height], found [8,60000]",
                "output: probabilities|output: maybe|expected output: logits or probabilities, found maybe",
                "output: probabilities|colours: rgb|found colours",
                "output: probabilities|std: [1, 0, 1]|expected nothing to be divided by 0",
                "output: probabilities|mean: {a: 1, b: 2, c: 3}|expected mean: numbers in [ ]",
                "output: probabilities|mean: [1.0e+999, 0, 0]|expected mean: numbers",
                "output: probabilities|divide: 1.0e+999|expected divide: a number",
                "axis: environment|axis: status|found status",
                "axis: environment|axis: width|found width",
                "axis: environment|axis: id|found id",
                "axis: environment|axis: identity|found identity",
                "axis: environment|axis: m_own|found m_own",
                "[indoor, outdoor, outdoor]|[indoor, outdoors, unknown]|expected labels: of [indoor, outdoor, screen] or unknown, as environment has them, found outdoors",
                "[indoor, outdoor, outdoor]|[indoor, null, outdoor]|expected labels: texts, found null",
                "[indoor, outdoor, outdoor]|[indoor, ' ', outdoor]|expected labels: texts",
                "[indoor, outdoor, outdoor]|indoor|expected labels, two at least, in [ ], found \"indoor\"",
                "model: means.onnx|model: ../means.onnx|expected model: the name of an ONNX file beside it, found",
                "model: means.onnx|model: /etc/hostname|expected model: the name of an ONNX file beside it, found",
                "model: means.onnx|model: \"a\\0b\"|expected model: the name of an ONNX file beside it, found",
                "output: probabilities|axis: quality|expected YAML",
                "[indoor, outdoor, outdoor]|[indoor, outdoor]|expected 2 numbers for as many labels, found 3",
                "[indoor, outdoor, outdoor]|[]|expected labels, two at least"
            })
    void aCardThatIsWrongIsRefusedBeforeAnyFileIsOpened(String right, String wrong, String message) throws IOException {
        card(CARD.replace(right, wrong));
        assertThatThrownBy(() -> new FFmpegEngine(folder))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("a classifier cannot be used. " + folder)
                .hasMessageContaining(message);
    }

    @Test
    void aWayToAModelElsewhereIsNoName() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.write(inner.resolve("means.onnx"), Onnx.means(8, 6));
        for (String way :
                List.of("inner/means.onnx", folder.resolve("means.onnx").toString())) {
            card(CARD.replace("means.onnx", way));
            assertThatThrownBy(() -> Classifiers.read(folder))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("means.yaml: expected model: the name of an ONNX file beside it");
        }
    }

    @Test
    void aCardThatIsNoTextIsRefusedByName() throws IOException {
        Files.write(folder.resolve("other.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4, '\n'});
        assertThatThrownBy(() -> Classifiers.read(folder))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("other.yaml: expected YAML in UTF-8");
    }

    /** A share below 0, and a number too large for a float, of a black picture: the card means something else. */
    @Test
    void whatIsNoProbabilityIsRefused() throws IOException {
        assertThatThrownBy(() -> classifier(CARD + "mean: [0.5, 0, 0]\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "means.onnx: expected probabilities (output: probabilities), found [-0.5, 0.0, 0.0]");
        assertThatThrownBy(() -> classifier(
                        CARD.replace("probabilities", "logits") + "mean: [-1, 0, 0]\nstd: [1.0e-320, 1, 1]\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("means.onnx: expected finite numbers (output: logits), found [");
    }

    /** Dark frames add up to a probability, light ones to 2.99: of such an item nothing is known, and why not is. */
    @Test
    void anOddAnswerOfALaterFrameLeavesTheItemUnknown() throws IOException {
        card(CARD);
        Path dark = Clips.record(folder.resolve("dark.mp4"), "mp4", 40, i -> Clips.plain(0x801010));
        Path turns =
                Clips.record(folder.resolve("turns.mp4"), "mp4", 40, i -> Clips.plain(i < 20 ? 0x801010 : 0xFEFEFE));
        assertThat(evidence(dark)).hasSize(1);
        FFmpegEngine engine = new FFmpegEngine(folder);
        MediaFacts facts = engine.probe(turns, Depth.PIXELS);
        assertThat(facts.evidence()).noneMatch(evidence -> evidence.source() == EvidenceSource.MODEL);
        assertThat(facts.values().get("classifier_error"))
                .asString()
                .startsWith("means.onnx: expected probabilities (output: probabilities), found [0.9");
        assertThat(facts.error()).isNull();
        assertThat(engine.probe(dark, Depth.PIXELS).values()).doesNotContainKey("classifier_error");
    }

    @Test
    void whatIsNoNumberIsNoAnswer() throws IOException {
        card(CARD);
        Classifiers classifiers = Classifiers.in(folder);
        Vote sure = Vote.of(Map.of("indoor", .9));
        assertThat(classifiers.classified(List.of(List.of(sure))).evidence()).hasSize(1);
        Classified odd = classifiers.classified(List.of(List.of(sure), List.of(Vote.refused("odd"))));
        assertThat(odd).isEqualTo(new Classified(List.of(), List.of("odd"), true));
        assertThat(classifier(CARD.replace("probabilities", "logits") + "std: [1.0e-320, 1, 1]\n")
                        .vote(plain(0x808080))
                        .refused())
                .startsWith("means.onnx: expected finite numbers (output: logits), found [");
    }

    /** What an exception says of one moment is not kept for the next scan. */
    @Test
    void aModelThatCannotBeAskedIsAskedAgain() throws IOException {
        card(CARD);
        Vote failed = classifier(CARD).vote(new Picture(0, 0, new byte[0]));
        assertThat(failed.refused()).startsWith("means.onnx: expected outputs, found: ");
        assertThat(failed.lasting()).isFalse();
        Classified item = Classifiers.in(folder).classified(List.of(List.of(failed)));
        assertThat(item.refused()).containsExactly(failed.refused());
        assertThat(item.lasting()).isFalse();
    }

    /** Facts of another model are other facts, wherever folder and model really lie. */
    @Test
    void theFingerprintSeesWhatLinksLeadTo() throws IOException {
        card(CARD);
        Path stored = folder.resolve("stored");
        Files.move(folder.resolve("means.onnx"), stored);
        Path models = Files.createDirectory(folder.resolve("models"));
        Files.move(folder.resolve("means.yaml"), models.resolve("means.yaml"));
        Files.createSymbolicLink(models.resolve("means.onnx"), stored);
        Path link = Files.createSymbolicLink(folder.resolve("link"), models);
        String before = CodeHash.ofModels(link);
        assertThat(before).isEqualTo(CodeHash.ofModels(models));
        Files.write(stored, Onnx.means(8, 7));
        assertThat(CodeHash.ofModels(link)).isNotEqualTo(before).isEqualTo(CodeHash.ofModels(models));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "40", "-1"})
    void whatIsNoModelIsRefused(int bytes) throws IOException {
        byte[] whole = Onnx.means(8, 6);
        byte[] damaged = new byte[bytes < 0 ? whole.length : bytes];
        System.arraycopy(whole, 0, damaged, 0, Math.min(bytes < 0 ? 0 : bytes, whole.length));
        Files.write(folder.resolve("means.onnx"), damaged);
        card(CARD);
        assertThatThrownBy(() -> new FFmpegEngine(folder))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("means.onnx: expected an ONNX model with an input of 8 x 6, found: ");
    }

    @Test
    void withoutCardsThereIsNone() {
        assertThat(Classifiers.in(folder.resolve("nowhere")).look(plain(0))).isEmpty();
        assertThat(Classifiers.in(folder)).isSameAs(Classifiers.NONE);
    }
}
