package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplitCommandTest {

    @TempDir
    private Path temp;

    /** What to quota and sample is no answer is none to split: nothing is written, and all three say which filter it was. */
    @Test
    void aFilterThatLetsNothingThroughIsNoAnswer() throws Exception {
        Path inventory = Files.writeString(
                temp.resolve("items.jsonl"),
                "{\"id\": \"a\", \"room\": \"hall\"}\n{\"id\": \"b\", \"room\": \"yard\"}\n");
        String splits = "splits: {shares: {train: 0.5, test: 0.5}, disjoint_by: [identity]}}";
        Path plan = Files.writeString(temp.resolve("plan.yaml"), "{axes: [room], where: room=halls, " + splits);
        Path open = Files.writeString(temp.resolve("open.yaml"), "{axes: [room], " + splits);
        Path out = temp.resolve("out.jsonl");
        for (String command : List.of("quota", "sample", "split")) {
            String[] to = command.equals("quota") ? new String[0] : new String[] {"-o", out.toString()};
            Assay byPlan = Assay.run(Stream.concat(Stream.of(command, plan, "-i", inventory), Stream.of(to))
                    .toArray());
            assertThat(byPlan.exit()).as(byPlan.err()).isEqualTo(Exit.NO);
            assertThat(byPlan.out()).contains("infeasible", "0 items");
            assertThat(byPlan.err())
                    .contains("where: room=halls admits none of 2 items; no item has room=halls; did you mean hall?");
            Assay byOption = Assay.run(Stream.concat(
                            Stream.of(command, open, "-i", inventory, "--where", "room in (hail, yards) or room>9"),
                            Stream.of(to))
                    .toArray());
            assertThat(byOption.exit()).as(byOption.err()).isEqualTo(Exit.NO);
            assertThat(byOption.err())
                    .contains(
                            "--where 'room in (hail, yards) or room>9' admits none of 2 items; no item has room=hail; did"
                                    + " you mean hall?; no item has room=yards; did you mean yard?");
        }
        assertThat(out).doesNotExist();
    }

    /** Of each of 40 videos a poor copy is left out, and it alone names the person: four good ones of each of 10 persons. */
    @Test
    void whatIsLeftOutJoinsStill() throws Exception {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            items.append(
                    """
                    {"id": "good%02d", "quality": "hq", "duplicate_of": "good%02d"}
                    {"id": "poor%02d", "quality": "mq", "duplicate_of": "good%02d", "identity": "p%d"}
                    """
                            .formatted(i, i, i, i, i / 4));
        }
        Path inventory = Files.writeString(temp.resolve("items.jsonl"), items);
        Path plan = Files.writeString(
                temp.resolve("plan.yaml"),
                """
                size: max
                axes: [quality]
                where: quality=hq
                splits: {shares: {train: 0.5, test: 0.5}, disjoint_by: [identity, duplicate_of]}
                """);
        Path splits = temp.resolve("splits.jsonl");
        Assay run = Assay.run("split", plan, "-i", inventory, "--seed", "1", "-o", splits);
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        Map<Integer, Set<String>> ofPerson = new TreeMap<>();
        for (JsonNode line : Assay.lines(splits)) {
            int number = Integer.parseInt(line.path("id").asText().substring("good".length()));
            ofPerson.computeIfAbsent(number / 4, person -> new TreeSet<>())
                    .add(line.path("split").asText());
        }
        assertThat(ofPerson).hasSize(10);
        assertThat(ofPerson.values()).allMatch(found -> found.size() == 1);
    }
}
