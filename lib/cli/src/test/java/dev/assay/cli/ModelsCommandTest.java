package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelsCommandTest {

    @Test
    void saysWhereModelsAreLookedForAndWhatThereIs() throws IOException {
        JsonNode found = Assay.run("models", "--json").json();
        assertThat(found.get("folder").asText()).endsWith("models");
        assertThat(found.get("installed").isArray()).isTrue();
        assertThat(found.at("/available/0/licence").asText()).isEqualTo("Apache-2.0");
    }

    @Test
    void withoutNpmItSaysWhatIsMissing(@TempDir Path temp) {
        Assay wrong = Assay.run("models", "install", "--npm", temp.resolve("none"));
        assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("fetching @mediapipe/face_detection@0.4.", "expected the npm client");
    }

    @Test
    void whatItCannotDoIsWrongUsage() {
        assertThat(Assay.run("models", "guess").exit()).isEqualTo(Exit.USAGE);
    }
}
