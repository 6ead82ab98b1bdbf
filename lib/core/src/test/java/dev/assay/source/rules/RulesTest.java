package dev.assay.source.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.schema.EvidenceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("my.yaml"), text);
    }

    private static Map<String, String> said(Rules rules, Map<String, ?> fields) {
        Map<String, String> said = new TreeMap<>();
        rules.fields(fields, EvidenceSource.SIDECAR, "x.json:1", notice -> {})
                .forEach(each -> said.put(each.axis(), each.value()));
        return said;
    }

    @Test
    void usersExtendAndOverrule() throws IOException {
        Rules rules = Rules.builtIn()
                .with(
                        file(
                                """
                        confidence: {sidecar: 0.5}
                        fields: {environment: [ort]}
                        values: {environment: {outdoor: [studio, "draußen"]}, label: {real: ["1"]}}
                        folders: {label: {fake: [generiert]}}
                        media: {video: [xyz]}
                        patterns:
                          - {name: ours, path: '(?:^|/)s(?<who>\\d+)_[^/]*$', set: {identity: 's${who}'}}
                        """));
        assertThat(said(rules, Map.of("Ort", "DRAUSSEN"))).isEmpty();
        assertThat(said(rules, Map.of("Ort", "Draußen"))).containsEntry("environment", "outdoor");
        assertThat(said(rules, Map.of("scene", "studio"))).containsEntry("environment", "outdoor");
        assertThat(said(rules, Map.of("label", "1"))).containsEntry("label", "real");
        assertThat(rules.media("a.XYZ")).contains("video");
        assertThat(rules.confidence(EvidenceSource.SIDECAR)).isEqualTo(0.5);
        assertThat(rules.path("d/Generiert/s7_x.mp4").evidence().stream().map(each -> each.axis() + "=" + each.value()))
                .containsExactly("label=fake", "label_raw=Generiert", "identity=s7");
    }

    @Test
    void sidecarMapsNameForeignFields() throws IOException {
        Rules rules = Rules.builtIn()
                .withSidecarMap(
                        file("who: identity\nort: {column: environment, values: {zelt: indoor}}\nwetter: weather\n"));
        assertThat(said(rules, Map.of("who", "p1", "ort", "Zelt", "Wetter", "NO", "label", "bona fide")))
                .hasToString("{environment=indoor, identity=p1, label=real, label_raw=bona fide, weather=NO}");
    }

    @Test
    void mistakesAreTold() throws IOException {
        assertThatThrownBy(() -> Rules.builtIn().with(file("colours: {}")))
                .hasMessageContaining("my.yaml: knows no section \"colours\"");
        assertThatThrownBy(() -> Rules.builtIn().with(file("a: [")))
                .hasMessageContaining("my.yaml:")
                .hasMessageContaining("no valid YAML");
        assertThatThrownBy(() -> Rules.builtIn().withSidecarMap(file("w: width")))
                .hasMessageContaining("a field cannot stand for column \"width\"");
        assertThatThrownBy(() -> Rules.builtIn().withSidecarMap(file("o: {column: environment, values: {zelt: tent}}")))
                .hasMessageContaining("expected one of indoor, outdoor, screen, found \"tent\"");
        assertThatThrownBy(() -> Rules.builtIn().with(file("patterns: [{name: p, path: 'a', set: {pair: '${b}'}}]")))
                .hasMessageContaining("names no group b");
    }

    @Test
    void onlyWhatIsClearIsALabel() {
        Rules rules = Rules.builtIn();
        assertThat(said(rules, Map.of("is_fake", 0))).containsEntry("label", "real");
        assertThat(said(rules, Map.of("label", true))).hasToString("{label_raw=true}");
        assertThat(said(
                        rules,
                        Map.of("annotations", Map.of("environment", "inside"), "uploader", Map.of("gender", "f"))))
                .hasToString("{environment=indoor}");
        assertThat(said(rules, Map.of("gender", "F", "method", "Face2Face", "source", "tiktok")))
                .hasToString("{gender=F, method=face2face, method_raw=Face2Face}");
    }
}
