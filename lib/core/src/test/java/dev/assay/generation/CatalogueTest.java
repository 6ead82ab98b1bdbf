package dev.assay.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class CatalogueTest {

    private static final String GOOD =
            """
            reencode: {crf: [23]}
            generators:
              - name: swap
                family: face-swap
                proportion: 0.75
                needs_donor: true
                variants:
                  small: {size: 224, strength: 0.5, gan: true, mode: "007"}
              - name: paint
                family: diffusion
                proportion: 0.25
                needs_donor: false
                held_out: true
                reference: somewhere
                variants:
                  default: {}
            """;

    @Test
    void ours_has_several_families_a_held_out_generator_and_one_without_donor() {
        Catalogue ours = Catalogue.standard();
        assertThat(ours.crf()).containsExactly(0, 23, 40);
        assertThat(ours.generators().stream().map(Generator::family).distinct()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(ours.generators()).anyMatch(Generator::heldOut).anyMatch(g -> !g.needsDonor() && !g.heldOut());
        assertThat(ours.generators()).allMatch(g -> g.reference() != null);
    }

    @Test
    void parameters_keep_their_kinds_and_order() {
        Generator swap = Catalogue.parse("g.yaml", GOOD).generators().get(0);
        assertThat(swap.variants().get(0).parameters())
                .containsExactly(
                        Map.entry("size", 224L),
                        Map.entry("strength", 0.5),
                        Map.entry("gan", true),
                        Map.entry("mode", "007"));
        assertThat(swap.heldOut()).isFalse();
    }

    @Test
    void an_error_names_file_line_what_was_expected_and_what_was_found() {
        fails("proportion: 0.75", "proportion: lots", "g.yaml:5: proportion: expected a number, found \"lots\"");
        fails(
                "proportion: 0.75",
                "proportion: -1",
                "g.yaml:5: the proportion of swap must be above 0 and at most 1, found -1.0");
        fails("proportion: 0.75", "proportion: .nan", "g.yaml:5: no YAML: Malformed numeric value");
        fails("proportion: 0.75", "proportion: 0.5", "g.yaml:3: the proportions must add up to 1, found 0.75");
        fails("needs_donor: true", "needs_donor: perhaps", "g.yaml:6: needs_donor: expected true or false, found");
        fails("family: face-swap", "familie: face-swap", "g.yaml:4: a generator has no \"familie\"; expected one of [");
        fails("name: paint", "name: swap", "g.yaml:3: two generators have one name");
        fails("name: paint", "name: ../etc", "g.yaml:11: name must be 1 to 64 of A-Z a-z 0-9 _ . - and begin");
        fails("size: 224", "size: [1, 2]", "g.yaml:8: size: expected a text, a number, true or false, found a list");
        fails("crf: [23]", "crf: [52]", "g.yaml:3: crf must be one or more numbers from 0 to 51, found [52]");
        fails("crf: [23]", "crf: [2.5]", "g.yaml:1: crf: expected a whole number, found \"2.5\"");
        fails("family: face-swap", "name: again", "g.yaml:4: \"name\" is written twice");
        fails("needs_donor: true", "held_out: true", "g.yaml:3: \"needs_donor\" is missing");
        fails("reference: somewhere", "reference: [", "g.yaml:");
        assertThatThrownBy(() -> Catalogue.parse("g.yaml", "")).hasMessage("g.yaml:1: the file is empty");
        assertThatThrownBy(() -> Catalogue.parse("g.yaml", "[".repeat(5000)))
                .isInstanceOf(CatalogueException.class)
                .hasMessage("g.yaml:1: nested deeper than 16");
    }

    @Test
    void a_file_is_read_a_missing_one_is_another_failure_and_a_huge_one_is_refused(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("g.yaml");
        assertThatThrownBy(() -> Catalogue.read(file)).isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, GOOD);
        assertThat(Catalogue.read(file)).isEqualTo(Catalogue.parse("g.yaml", GOOD));
        Files.writeString(file, "#".repeat(Catalogue.LARGEST + 1));
        assertThatThrownBy(() -> Catalogue.read(file)).hasMessageContaining("at most 1048576 bytes");
    }

    private static void fails(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> Catalogue.parse("g.yaml", GOOD.replace(good, bad)))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith(message);
    }
}
