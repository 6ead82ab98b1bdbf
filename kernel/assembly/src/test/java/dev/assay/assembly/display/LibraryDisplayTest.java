package dev.assay.assembly.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.assay.bias.CrossTab;
import dev.assay.bias.Target;
import dev.assay.cube.Cube;
import dev.assay.inventory.Inventory;
import dev.assay.quota.Plan;
import dev.assay.quota.QuotaResult;
import dev.assay.quota.Quotas;
import dev.assay.report.Charts;
import dev.assay.schema.Axis;
import dev.assay.selection.Sample;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class LibraryDisplayTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e";

    private final Shows shows = new Shows();

    private static Inventory inventory() {
        int n = 60;
        StringColumn id = StringColumn.create("id");
        StringColumn label = StringColumn.create("label");
        StringColumn environment = StringColumn.create("environment");
        StringColumn shot = StringColumn.create("shot_type");
        StringColumn identity = StringColumn.create("identity");
        IntColumn width = IntColumn.create("width");
        DoubleColumn duration = DoubleColumn.create("duration");
        for (int i = 0; i < n; i++) {
            id.append("d/" + i + (i == 7 ? HOSTILE : ".mp4"));
            label.append(i % 3 == 0 ? "fake" : "real");
            environment.append(i % 5 == 0 ? "outdoor" : i % 11 == 0 ? "" : "indoor");
            shot.append(i % 2 == 0 ? HOSTILE : i % 3 == 0 ? "group" : "selfie");
            identity.append("p" + i / 4);
            width.append(1_280);
            duration.append(i);
        }
        return Inventory.of(Table.create("t", id, label, environment, shot, identity, width, duration));
    }

    private static Plan plan(String rest) {
        return Plan.parse("size: 10\naxes: [environment, shot_type]\n" + rest);
    }

    static List<Object> values() {
        Inventory inventory = inventory();
        Cube cube = inventory.cube("environment", "shot_type");
        QuotaResult quotas = cube.allocate(plan(""));
        Sample sample = ((Quotas) quotas).draw(inventory, 42);
        List<Object> values = new ArrayList<>();
        values.add(inventory);
        values.add(cube);
        values.add(inventory.cube("environment", "shot_type", "label"));
        values.add(CrossTab.of(cube));
        values.add(cube.compare(Target.uniform()));
        values.add(quotas);
        values.add(inventory
                .cube("environment")
                .allocate(
                        Plan.parse("size: 60\naxes: [environment]\nlimits: [{axis: environment, min_share: 0.4}]\n")));
        values.add(sample);
        values.add(Charts.mosaic(CrossTab.of(cube)));
        values.add(Charts.moves(cube.compare(Target.uniform()), cube.compare(Target.uniform()), 0.6, 0.1));
        values.add(Verdict.judge(inventory, plan(""), sample));
        return values;
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesOfTheLibraryAreWellFormedBoundedAndTheSame(Object value) throws Exception {
        String html = shows.html(value);
        Shows.parsed(html);
        assertThat(html).doesNotContain("<img src=x", "<script").hasSizeLessThan(120_000);
        assertThat(html.codePoints()).doesNotContain(0x202e);
        String text = shows.text(value);
        assertThat(text).isNotBlank().hasSizeLessThan(20_000);
        assertThat(text.codePoints()).doesNotContain(0x202e);
        assertThat(shows.bundle(value)).isEqualTo(new Shows().bundle(value));
    }

    @ParameterizedTest
    @MethodSource("values")
    void noRuleSpeaksOfThePageAround(Object value) {
        Matcher style = Pattern.compile("(?s)<style>(.*?)</style>").matcher(shows.html(value));
        while (style.find()) {
            String rules = style.group(1).replaceAll("@media [^{]*\\{", "").replaceAll("\\{[^{}]*}", ";");
            for (String selector : rules.split("[,;]")) {
                if (!selector.replace("}", "").isBlank()) {
                    assertThat(selector).contains(".assay");
                }
            }
        }
    }

    @Test
    void conflictsAndRepairsAreShown() {
        String text = shows.text(inventory()
                .cube("environment")
                .allocate(
                        Plan.parse("size: 60\naxes: [environment]\nlimits: [{axis: environment, min_share: 0.4}]\n")));
        assertThat(text).contains("infeasible", "What cannot hold together", "min_share");
    }

    @Test
    void aCubeOfManyCellsIsBounded() {
        List<String> levels = new ArrayList<>();
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        for (int i = 0; i < 3_000; i++) {
            levels.add("level" + i);
            cells.put(List.of("level" + i, "level" + (i * 7) % 3_000), 1L + i % 5);
        }
        Cube cube = Cube.of(List.of(new Axis("a", levels), new Axis("b", levels)), cells);
        assertThat(shows.html(cube)).hasSizeLessThan(40_000).contains("2900 more cells");
    }

    @Test
    void warmingShowsNothing() {
        assertThatNoException().isThrownBy(LibraryDisplay::warm);
    }

    @Test
    void aKernelFindsTheExtension() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(LibraryDisplay.class);
    }
}
