package dev.assay.notebook.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CellOutputsTest {
    @TempDir
    private Path folder;

    private final CellOutputs outputs = new CellOutputs();

    @Test
    void streamsGrowUntilSomethingElseComes() {
        outputs.stream("stdout", "a");
        outputs.stream("stdout", "b\n");
        outputs.stream("stderr", "c");
        outputs.stream("stdout", "d");
        assertThat(outputs.outputs())
                .containsExactly(
                        new Output.Stream("stdout", "ab\n"),
                        new Output.Stream("stderr", "c"),
                        new Output.Stream("stdout", "d"));
    }

    @Test
    void clearingWaitsForTheNextOutputIfAsked() {
        outputs.stream("stdout", "old");
        outputs.clear(true);
        assertThat(outputs.outputs()).hasSize(1);
        outputs.stream("stdout", "new");
        assertThat(outputs.outputs()).containsExactly(new Output.Stream("stdout", "new"));
        outputs.clear(false);
        assertThat(outputs.outputs()).isEmpty();
    }

    @Test
    void textBeyondTheLimitIsDroppedAndSaidOnceAndAnErrorIsNot() {
        String most = "x" + "\ud83d\ude00".repeat((1 << 19) - 1); // an odd number of characters
        for (int i = 0; i < 70; i++) {
            outputs.stream("stdout", most);
        }
        outputs.add(new Output.Failure("E", "e", List.of()));
        assertThat(outputs.outputs()).hasSize(3);
        assertThat(((Output.Stream) outputs.outputs().get(0)).text())
                .as("of whole characters, also of the print that crosses the limit")
                .hasSizeBetween(CellOutputs.MOST_TEXT - 1, CellOutputs.MOST_TEXT)
                .doesNotEndWith("\ud83d");
        assertThat(((Output.Stream) outputs.outputs().get(1)).text()).contains("64 Mi characters is not kept");
        assertThat(outputs.failure()).isPresent();
    }

    /** A file with more is refused when it is read. */
    @Test
    void outputsBeyondTheMostThatAreReadAreDroppedAndSaidOnceAndAnErrorIsNot() throws IOException {
        for (int i = 0; i < 60_000; i++) {
            outputs.add(new Output.Display(Fields.of("text/plain", "a"), Fields.none()));
            outputs.stream("stdout", "b");
        }
        outputs.add(new Output.Failure("E", "e", List.of()));
        List<Output> kept = outputs.outputs();
        assertThat(kept).hasSize(CellOutputs.MOST_OUTPUTS + 2);
        assertThat(((Output.Stream) kept.get(CellOutputs.MOST_OUTPUTS)).text())
                .isEqualTo("[what the cell showed beyond 99,000 outputs is not kept]\n");
        assertThat(outputs.failure()).isPresent();
        Cell.Code cell = new Cell.Code("a", Fields.none(), "").withResult(OptionalInt.of(1), kept);
        Path file = folder.resolve("many.ipynb");
        Notebook.of(Fields.none(), List.of(cell)).write(file);
        assertThat(Notebook.read(file).cells()).hasSize(1);
    }

    @Test
    void whatGoesOnWithTheLastOutputIsKept() {
        for (int i = 0; i < CellOutputs.MOST_OUTPUTS - 1; i++) {
            outputs.add(new Output.Display(Fields.of("text/plain", "a"), Fields.none()));
        }
        outputs.stream("stdout", "b");
        outputs.stream("stdout", "c");
        outputs.stream("stderr", "d");
        outputs.stream("stderr", "e");
        List<Output> kept = outputs.outputs();
        assertThat(((Output.Stream) kept.get(CellOutputs.MOST_OUTPUTS - 1)).text())
                .isEqualTo("bc");
        assertThat(((Output.Stream) kept.get(CellOutputs.MOST_OUTPUTS)).text()).endsWith("is not kept]\n");
    }

    /** A bar that redraws itself all night fills no file: what was cleared counts no more. */
    @Test
    void whatWasClearedCountsNoMore() {
        String megabyte = "x".repeat(1 << 20);
        for (int i = 0; i < 70; i++) {
            outputs.clear(true);
            outputs.stream("stdout", megabyte);
        }
        assertThat(outputs.outputs()).containsExactly(new Output.Stream("stdout", megabyte));
    }

    @Test
    void whatIsShownIsReplacedInItsPlace() {
        Slot slot = outputs.add(new Output.Display(Fields.of("text/plain", "a"), Fields.none()));
        outputs.stream("stdout", "b");
        slot.replace(new Output.Display(Fields.of("text/plain", "c"), Fields.none()));
        assertThat(((Output.Shown) outputs.outputs().get(0)).text("text/plain")).isEqualTo("c");
    }

    @Test
    void whatWasSavedStaysWhereTheRestHasNoRoom() {
        outputs.stream("stdout", "a");
        outputs.saved();
        assertThat(outputs.isSaved()).isTrue();
        outputs.stream("stdout", "b");
        outputs.add(new Output.Failure("Broken", "text", List.of()));
        assertThat(outputs.isSaved()).isFalse();
        outputs.backToSaved();
        assertThat(outputs.outputs())
                .containsExactly(
                        new Output.Stream("stdout", "a"),
                        new Output.Stream("stderr", "[what the cell showed had no room, and is not kept]\n"),
                        new Output.Failure("Broken", "text", List.of()));
    }

    @Test
    void whatIsShownTwiceOrTakenBackIsMissedToo() {
        Output same = new Output.Display(Fields.none().with("text/plain", TextNode.valueOf("a")), Fields.none());
        Output noRoom = new Output.Stream("stderr", "[what the cell showed had no room, and is not kept]\n");
        outputs.add(same);
        outputs.saved();
        outputs.add(same);
        outputs.backToSaved();
        assertThat(outputs.outputs()).containsExactly(same, noRoom);
        outputs.saved();
        outputs.clear(false);
        outputs.backToSaved();
        assertThat(outputs.outputs()).containsExactly(same, noRoom, noRoom);
    }

    @Test
    void aFailureAloneLosesNothing() {
        outputs.keep(List.of(new Output.Stream("stdout", "a")), OptionalInt.of(1)); // an earlier run's file holds it
        assertThat(outputs.isSaved()).isTrue();
        outputs.add(new Output.Failure("Broken", "text", List.of()));
        outputs.backToSaved();
        assertThat(outputs.outputs())
                .containsExactly(new Output.Stream("stdout", "a"), new Output.Failure("Broken", "text", List.of()));
    }
}
