package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.Inventory;
import dev.assay.schema.Item;
import dev.assay.selection.DrawRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final String FULL =
            """
            size: 200                 # or: max
            axes: [gender, leaning, environment, shot_type]
            where: label=real and note="a # b"
            unknown: exclude
            limits:
              - {axis: environment, max_share: 0.60, min_share: 0.10}
              - {axis: gender, level: female, min: 99, max: 200, flex: [90, 210]}
              - {cell: {environment: indoor, shot_type: selfie}, max: 45}
              - {by: identity, max: 2}
            target: {environment: {indoor: 0.5, outdoor: 0.5}}
            budget: {column: duration, max: 36000}
            must_include: ["a/b c.mp4", 007]
            must_exclude: [x]
            objective: neyman
            spread: duration
            splits: {shares: {train: 0.8, val: 0.1, test: 0.1}, disjoint_by: [identity, source_video]}
            draw: {tiers: quality, order: [hq, mq, "no"], spread_by: [duration, encoder]}
            """;

    @Test
    void everyFieldIsReadAndWrittenBack() {
        Plan plan = Plan.parse(FULL);
        assertThat(plan.size()).isEqualTo(200);
        assertThat(plan.where()).isEqualTo("label=real and note=\"a");
        assertThat(plan.unknown()).isEqualTo(Plan.Unknown.EXCLUDE);
        assertThat(plan.limits())
                .containsExactly(
                        new Limit.Level(
                                "environment", null, Range.shares(new BigDecimal("0.10"), new BigDecimal("0.60"))),
                        new Limit.Level(
                                "gender",
                                "female",
                                Range.counts(99, 200).withFlex(BigDecimal.valueOf(90), BigDecimal.valueOf(210))),
                        new Limit.Cell(
                                Map.of("environment", "indoor", "shot_type", "selfie"),
                                new Range(null, 45L, null, null, null, null)),
                        new Limit.Group("identity", 2));
        assertThat(plan.draw())
                .isEqualTo(new DrawRule("quality", List.of("hq", "mq", "no"), null, List.of("duration", "encoder")));
        assertThat(plan.mustInclude()).containsExactly("a/b c.mp4", "007");
        assertThat(Objects.requireNonNull(plan.splits()).shares().keySet()).containsExactly("train", "val", "test");
        assertThat(plan.cubeSpec().groups()).containsExactly("identity");
        assertThat(plan.cubeSpec().sums()).containsExactly("duration");
        assertThat(plan.cubeSpec().marked()).containsExactlyInAnyOrder("a/b c.mp4", "007");
        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
        assertThat(Plan.parse(plan.toYaml()).toYaml()).isEqualTo(plan.toYaml());
    }

    /** A Mac spells what it finds decomposed, and a keyboard composes what people type. */
    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9", "cafe\u0301"})
    void idsMatchHoweverTheyAreSpelled(String spelled) {
        for (String other : List.of("caf\u00e9", "cafe\u0301")) {
            Inventory items = Inventory.of(
                    List.of(new Item(other, Map.of("label", "real")), new Item("b", Map.of("label", "real"))));
            Plan out = Plan.of(List.of("label")).withMustExclude(List.of(spelled));
            assertThat(out.population(items).size()).isEqualTo(1);
            Plan in = Plan.of(List.of("label")).withSize(1L).withMustInclude(List.of(spelled));
            Quotas quotas = (Quotas) items.cube(in.cubeSpec()).allocate(in);
            assertThat(quotas.draw(items, 1).items()).singleElement().satisfies(item -> assertThat(item.id())
                    .isEqualTo("caf\u00e9"));
        }
    }

    /** In the unit of the end that it lets move: items, or shares. */
    @Test
    void aFlexIsWrittenAsItWasRead() {
        Plan plan = Plan.parse("axes: [a]\nlimits: [{axis: a, min_share: 0.10, max: 40, flex: [0.020, 60]}]");
        assertThat(plan.limits())
                .containsExactly(new Limit.Level(
                        "a",
                        null,
                        new Range(null, 40L, new BigDecimal("0.10"), null, null, null)
                                .withFlex(new BigDecimal("0.020"), BigDecimal.valueOf(60))));
        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
        Plan other = Plan.parse("axes: [a]\nlimits: [{axis: a, min: 5, max_share: 0.6, flex: [2, 0.7]}]");
        assertThat(Plan.parse(other.toYaml())).isEqualTo(other);
    }

    /** One end only: the other moves any distance. */
    @Test
    void halfAFlexIsWrittenAsItWasRead() {
        Range counts = Range.counts(5, 9);
        for (Range range : List.of(
                counts.withFlex(BigDecimal.valueOf(2), null),
                counts.withFlex(null, BigDecimal.valueOf(12)),
                new Range(null, null, null, new BigDecimal("0.6"), null, new BigDecimal("0.70")))) {
            Plan plan = Plan.of(List.of("a")).withLimits(List.of(new Limit.Level("a", null, range)));
            assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
        }
        assertThat(Plan.of(List.of("a"))
                        .withLimits(List.of(new Limit.Level("a", null, counts.withFlex(BigDecimal.valueOf(2), null))))
                        .toYaml())
                .contains("{axis: a, min: 5, max: 9, flex: [2, null]}");
    }

    /** Beside a limit of one end the other end of a flex lets nothing move, and says nothing wrong. */
    @Test
    void aFlexMayHaveAnEndThatItsLimitDoesNotHave() {
        for (String limit :
                List.of("max: 9, flex: [0, 12]", "min: 9, flex: [9, 200]", "min: 9, max_share: 0.1, flex: [2, 1]")) {
            Plan plan = Plan.parse("axes: [a]\nlimits: [{axis: a, " + limit + "}]");
            assertThat(plan.toYaml()).contains(limit);
        }
    }

    @Test
    void thePlanOfTheReadmeShowsEveryKey() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        String yaml = readme.split("```yaml\n", 2)[1].split("```", 2)[0];
        assertThat(Plan.parse(yaml).axes()).isNotEmpty();
        assertThat(Stream.of(PlanReader.KEYS, PlanReader.LIMIT_KEYS).flatMap(Set::stream))
                .allSatisfy(key -> assertThat(yaml).containsPattern("\\b" + key + ":\\s"));
    }

    @Test
    void anEmptyPlanIsAsLargeAsPossibleAndUniform() {
        assertThat(Plan.parse("axes: [a]")).isEqualTo(Plan.of(List.of("a")));
        assertThat(Plan.parse("{axes: [a], size: max}")).isEqualTo(Plan.of(List.of("a")));
        assertThat(Plan.parse(Plan.of(List.of("a")).toYaml())).isEqualTo(Plan.of(List.of("a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NO", "no", "y", "Yes", "on", "007", "0", "0x1F", "0o17", "1e3", "1_000", "true", "False", "2024-01-02",
                "12:30:45", "~", "null", ".inf", "-.NaN", "+1", "1.50", "a: b", "- x", "\"q\"", "'", "#h", "<script>",
                        "=1+1",
                "a\tb", "\u00e9\uff5c\ud83d\ude00", "&a", "*a", "!t", "%", "@", "x #y", " lead", ""
            })
    void levelsKeepTheirSpelling(String level) {
        Plan plan = Plan.of(List.of("a"))
                .withLimits(List.of(new Limit.Level("a", level, Range.counts(0, 3))))
                .withMustInclude(List.of(level));
        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO", "007", "0x1F", "1e3", "true", "2024-01-02", "1_000", "~", "1.50"})
    void plainScalarsAreTheirText(String level) {
        Plan plan = Plan.parse("{axes: [a], limits: [{axis: a, level: " + level + ", max: 3}]}");
        assertThat(((Limit.Level) plan.limits().get(0)).level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            axes: [a]\\nsise: 4                               | plan:2: unknown key sise; expected one of [size | did you mean size?
            axes: [a]\\nsize: many                            | plan:2: size: expected a whole number, at least 1, or max, found many | many
            axes: [a]\\nsize: 0                               | plan:2: size: expected a whole number, at least 1, or max, found 0 | 0
            axes: [a]\\nsize: 5000000000000000                | plan:2: size: expected a whole number of at most 15 digits, found 5000000000000000 | 5000000000000000
            axes: [a]\\nlimits: [{axis: a, max: 1234567890123456}] | plan:2: max: expected a whole number of at most 15 digits, found 1234567890123456 | 1234567890123456
            axes: [a]\\nlimits: [{cell: {}, max: 3}] | plan:2: cell: names no axis; all items together are limited by size | by size
            axes: a                                           | plan:1: axes: expected a list, found a | a
            axes: [a]\\naxes: [b]                             | plan:2: key axes stands twice | twice
            axes: [a]\\nlimits:\\n - {axis: a, max_share: 60} | plan:3: max_share: expected a proportion in [0,1], found 60 | 60
            axes: [a]\\nlimits:\\n - {axis: a, max: 6, flex: [3]} | plan:3: flex: expected two numbers [least, most], found 1 | 1
            axes: [a]\\nlimits:\\n - {axis: a, max: 6, flex: [3, 2]} | plan:3: flex: expected [least, most], found [3, 2] | [3, 2]
            axes: [a]\\nlimits:\\n - {axis: a, max: 200, flex: [90, 150]} | plan:3: flex: expected a range that holds max 200, found [90, 150] | 200
            axes: [a]\\nlimits:\\n - {axis: a, max: 9, flex: [10, 12]} | plan:3: flex: expected a range that holds max 9, found [10, 12] | 9
            axes: [a]\\nlimits:\\n - {axis: a, min: 5, max: 9, flex: [6, 12]} | plan:3: flex: expected a range that holds min 5, found [6, 12] | 5
            axes: [a]\\nlimits:\\n - {axis: a, min: 5, flex: [0, 4]} | plan:3: flex: expected a range that holds min 5, found [0, 4] | 5
            axes: [a]\\nlimits:\\n - {axis: a, min_share: 0.1, max: 9, flex: [0.2, 12]} | plan:3: flex: expected a range that holds min_share 0.1, found [0.2, 12] | 0.1
            axes: [a]\\nlimits:\\n - {axis: a, max: 9, flex: [0, many]} | plan:3: flex: expected a number, at least 0 | many
            axes: [a]\\nlimits:\\n - {axis: a, max: 6, flex: [0, 7.5]} | plan:3: flex: max: expected a whole number, at least 0, found 7.5 | 7.5
            axes: [a]\\nlimits:\\n - {axis: a, min_share: 0.1, flex: [5, 20]} | plan:3: flex: min_share: expected a proportion in [0,1], found 5 | 5
            axes: [a]\\nlimits:\\n - {axis: a, min: 6, min_share: 0.1, flex: [0, 20]} | plan:3: flex: could mean min or min_share | two limits
            axes: [a]\\nlimits:\\n - {axis: a}                | plan:3: limits: expected at least one of min, max, min_share, max_share | none
            axes: [a]\\nlimits:\\n - {axis: b, max: 3}        | plan: a limit speaks of axis b, which is not among the axes [a] | did you mean a?
            axes: [a]\\nlimits:\\n - {by: id, min: 3}         | plan:3: limits: key min has no place | [by, max]
            axes: [a]\\ntarget: unifrom                       | plan:2: target: expected one of [uniform, proportional], found unifrom | unifrom
            axes: [a]\\nmust_include: [x]\\nmust_exclude: [x] | plan: must_include and must_exclude both name x | x
            axes: [a]\\nsplits: {shares: {t: 0.5}}            | plan:2: shares: expected shares that sum to 1, found 0.5 | 0.5
            axes: [a]\\ndraw: {}                            | plan:2: draw: expected at least one of tiers with order | none
            axes: [a]\\ndraw: {wieght: w}                   | plan:2: draw: unknown key wieght | did you mean weight?
            axes: [a]\\ndraw: {tiers: q}                    | plan:2: draw: tiers and order go together | tiers q
            axes: [a]\\ndraw: {tiers: q, order: [x, x]}     | plan:2: draw: the order of tiers must name each once | x
            axes: [a]\\ndraw: {weight: w, spread_by: [b]}   | plan:2: draw: weight and spread_by cannot be drawn together | one
            axes: [a                                          | plan:1: expected YAML | YAML
            """)
    void mistakesAreNamedWithTheirPlace(String yaml, String message, String more) {
        assertThatThrownBy(() -> Plan.parse(yaml.replace("\\n", "\n")))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining(more);
    }

    @Test
    void idsThatNothingHasAreNamed() {
        Inventory items =
                Inventory.of(List.of(new Item("one.mp4", Map.of("a", "x")), new Item("two.mp4", Map.of("a", "y"))));
        Plan plan = Plan.of(List.of("a"));
        assertThatThrownBy(() -> plan.withMustInclude(List.of("one.mp3")).population(items))
                .isInstanceOf(PlanException.class)
                .hasMessage("must_include names one.mp3, which is not among the items; did you mean one.mp4?");
        assertThatThrownBy(
                        () -> plan.withMustExclude(List.of("nothing like it")).population(items))
                .isInstanceOf(PlanException.class)
                .hasMessage("must_exclude names nothing like it, which is not among the items");
        assertThatThrownBy(() -> plan.withWhere("a=x")
                        .withMustInclude(List.of("two.mp4"))
                        .population(items))
                .isInstanceOf(PlanException.class)
                .hasMessage("must_include names two.mp4, which where: a=x does not admit");
        assertThat(plan.withWhere("a=x")
                        .withMustExclude(List.of("two.mp4"))
                        .population(items)
                        .size())
                .isEqualTo(1);
    }

    @Test
    void columnsThatNothingHasAreNamed() {
        Inventory items = Inventory.of(List.of(new Item("one.mp4", Map.of("a", "x", "quality", "hq"))));
        Plan plan = Plan.of(List.of("a"));
        assertThatThrownBy(() -> plan.withDraw(DrawRule.weightedBy("qualty")).population(items))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "draw weight names column qualty, which the inventory does not have; did you mean quality?");
        assertThatThrownBy(() -> plan.withBudget(new Plan.Budget("seconds of film", BigDecimal.TEN))
                        .population(items))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("budget names column seconds of film, which the inventory does not have")
                .hasMessageContaining("columns are [a, id");
        assertThatThrownBy(() ->
                        plan.withObjective(Plan.Objective.NEYMAN, "qualty").population(items))
                .isInstanceOf(PlanException.class)
                .hasMessage("spread names column qualty, which the inventory does not have; did you mean quality?");
        assertThatThrownBy(() ->
                        plan.withDraw(DrawRule.spreadBy("quality", "qualty")).population(items))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("draw spread_by names column qualty, which the inventory does not have");
        assertThatThrownBy(() -> plan.withDraw(DrawRule.ALIKE.withTiers("qualty", List.of("hq")))
                        .population(items))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("draw tiers names column qualty, which the inventory does not have");
        assertThat(plan.withDraw(DrawRule.ALIKE.withTiers("quality", List.of("hq")))
                        .population(items)
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aColumnWithoutAValueIsNotCalledMissing(@TempDir Path folder) throws IOException {
        Inventory items = Inventory.read(Files.writeString(folder.resolve("blank.csv"), "id,a,cost\nx,1,\ny,2,\n"));
        Plan plan = Plan.of(List.of("a")).withBudget(new Plan.Budget("cost", BigDecimal.TEN));
        assertThatThrownBy(() -> plan.population(items))
                .isInstanceOf(PlanException.class)
                .hasMessage("budget names column cost, which is known for no item");
    }

    @Test
    void hostileYamlEnds() {
        StringBuilder laughs = new StringBuilder("a: &a [x, x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [*")
                    .append((char) (c - 1))
                    .append(", *")
                    .append((char) (c - 1))
                    .append("]\n");
        }
        assertThatThrownBy(() -> Plan.parse(laughs.toString())).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Plan.parse("[".repeat(100_000))).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Plan.parse("axes: &x [*x]")).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Plan.parse("!!javax.script.ScriptEngineManager [a]"))
                .isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> Plan.parse("")).isInstanceOf(PlanException.class);
    }

    @Test
    void aJointTargetIsReadBesideItsPlan(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("cells.csv"), "b,a,share\n007,x,0.25\n8,y,0.75\n");
        Path file = Files.writeString(folder.resolve("plan.yaml"), "{axes: [a, b], target: {joint: cells.csv}}");
        Plan plan = Plan.read(file);
        assertThat(plan.target())
                .isEqualTo(new Aim.Joint(
                        "cells.csv",
                        List.of("b", "a"),
                        List.of(
                                new Aim.Joint.Weight(List.of("007", "x"), new BigDecimal("0.25")),
                                new Aim.Joint.Weight(List.of("8", "y"), new BigDecimal("0.75")))));
        Files.writeString(file, "axes: [a, b]\ntarget: {joint: gone.csv}");
        assertThatThrownBy(() -> Plan.read(file))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("plan.yaml:2: joint: expected a readable table of cells at");
    }
}
