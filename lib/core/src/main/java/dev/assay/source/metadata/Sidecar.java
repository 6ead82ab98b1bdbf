package dev.assay.source.metadata;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.source.Notice;
import dev.assay.source.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The JSON file beside a media file, named after it. */
public final class Sidecar {

    private Sidecar() {}

    /**
     * What a sidecar says. Never throws for its content: what is wrong with it goes to the notices, with file and line.
     *
     * @param shown the file's name for people
     */
    public static List<Evidence> read(Path file, String shown, Rules rules, Consumer<Notice> notices) {
        try {
            if (Files.size(file) > Limits.BYTES) {
                throw new BadMetadata(shown + ": not read: larger than " + (Limits.BYTES >> 20) + " MB");
            }
            JsonDocument document = JsonDocument.read(file, shown, notices);
            if (!(document.value() instanceof Map<?, ?> object)) {
                throw new BadMetadata(shown + ":1: expected an object of fields");
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            object.forEach((name, value) -> fields.put(name.toString(), value));
            return rules.fields(fields, EvidenceSource.SIDECAR, shown + ":" + document.line(object), notices);
        } catch (BadMetadata e) {
            notices.accept(Notice.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            notices.accept(Notice.of(shown + ": cannot be read: " + e));
        }
        return List.of();
    }
}
