package dev.assay.inventory;

import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Copies;
import dev.assay.schema.Counted;
import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.schema.Item;
import dev.assay.source.SourceException;
import dev.assay.source.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What people who looked say: a CSV with the columns {@code id,axis,value,by,note}, of which the last two may be empty. A line
 * without a value says nothing; the value {@code unknown} takes back what others said.
 * Their word is evidence of source {@code user} and wins.
 */
public final class Overrides {

    /** Nobody says anything. */
    public static final Overrides NONE = new Overrides("", Map.of());

    private static final int MOST_TOLD = 20;

    /** What a spreadsheet would run, behind any apostrophes that guard it already: so guarding can be undone exactly. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r]");

    private final String name;
    private final Map<String, List<Word>> byId;

    private Overrides(String name, Map<String, List<Word>> byId) {
        this.name = name;
        this.byId = byId;
    }

    private record Word(String axis, String value, String by, long line) {}

    /**
     * Reads overrides and checks their axes and levels.
     *
     * @throws SourceException where the file cannot be read, or names an axis or a level that does not exist; the
     *     message holds one line for each, with its line number
     */
    public static Overrides read(Path file, Rules rules) {
        List<String> wrong = new ArrayList<>();
        Map<String, List<Word>> byId = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreHeaderCase(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            checkHeader(file, parser);
            long line = 2;
            for (CSVRecord record : parser) {
                add(record, line, rules, byId, wrong, file);
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw new SourceException(file + ": cannot be read as overrides: " + e.getMessage(), e);
        }
        refuse(wrong);
        return new Overrides(file.toString(), byId);
    }

    private static void checkHeader(Path file, CSVParser parser) {
        for (String column : List.of("id", "axis", "value")) {
            if (parser.getHeaderNames().stream()
                    .noneMatch(name -> name.replace("\uFEFF", "").equalsIgnoreCase(column))) {
                throw new SourceException(file + ":1: expected the columns id,axis,value,by,note, found "
                        + String.join(",", parser.getHeaderNames()));
            }
        }
    }

    private static void add(
            CSVRecord record, long line, Rules rules, Map<String, List<Word>> byId, List<String> wrong, Path file) {
        String place = file + ":" + line + ": ";
        if (!record.isConsistent() && record.size() < 3) {
            wrong.add(place + "expected id,axis,value,by,note, found " + Counted.of(record.size(), "cell"));
            return;
        }
        String id = Item.nfc(unguarded(record.get(0)));
        String axis = cell(record, "axis");
        String value = cell(record, "value");
        List<String> levels = rules.levels(axis);
        if (!known(axis)) {
            wrong.add(place + "no axis is called \"" + axis + "\"");
        } else if (value.isEmpty()) {
            // A line of the template that nobody filled in says nothing.
            return;
        } else if (!levels.isEmpty() && !levels.contains(value) && !value.equals(Axis.UNKNOWN)) {
            wrong.add(place + "\"" + value + "\" is no level of " + axis + ": expected one of "
                    + String.join(", ", levels) + ", " + Axis.UNKNOWN);
        } else {
            byId.computeIfAbsent(id, each -> new ArrayList<>()).add(new Word(axis, value, cell(record, "by"), line));
        }
    }

    private static String cell(CSVRecord record, String column) {
        return record.isSet(column) ? unguarded(record.get(column)).strip() : "";
    }

    /**
     * A cell for a CSV that people open in a spreadsheet: quoted, and guarded by an apostrophe where the spreadsheet would
     * take it for a formula. {@link #read} takes that apostrophe off again, so that ids such as {@code =x.mp4} survive.
     */
    public static String guarded(String text) {
        String safe = FORMULA.matcher(text).lookingAt() ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && safe.equals(safe.strip());
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static String unguarded(String text) {
        return text.startsWith("'") && FORMULA.matcher(text).lookingAt() ? text.substring(1) : text;
    }

    private static boolean known(String axis) {
        return Columns.kind(axis).filter(kind -> kind == Columns.Kind.CATEGORY).isPresent()
                && !Set.of("dataset", "media", "status", Copies.DUPLICATE_OF, Copies.COPY_OF)
                        .contains(axis)
                && !axis.endsWith("_source");
    }

    private static void refuse(List<String> wrong) {
        if (!wrong.isEmpty()) {
            String more = wrong.size() > MOST_TOLD ? "\n... and " + (wrong.size() - MOST_TOLD) + " more" : "";
            throw new SourceException(String.join("\n", wrong.subList(0, Math.min(MOST_TOLD, wrong.size()))) + more);
        }
    }

    /**
     * Checks that every id exists.
     *
     * @throws SourceException that names each line whose id does not
     */
    public void checkIds(Predicate<String> exists) {
        List<String> wrong = new ArrayList<>();
        byId.forEach((id, said) -> {
            if (!exists.test(id)) {
                wrong.add(name + ":" + said.get(0).line() + ": no item has the id \"" + id + "\"");
            }
        });
        refuse(wrong);
    }

    /** The evidence with what people say of this item added, and without what they took back. */
    public List<Evidence> apply(String id, List<Evidence> evidence) {
        List<Word> said = byId.get(Item.nfc(id));
        if (said == null) {
            return evidence;
        }
        List<Evidence> all = new ArrayList<>(evidence);
        for (Word each : said) {
            if (each.value().equals(Axis.UNKNOWN)) {
                all.removeIf(other -> other.axis().equals(each.axis()));
            } else {
                String by = each.by().isEmpty() ? "" : " by " + each.by();
                all.add(new Evidence(each.axis(), each.value(), EvidenceSource.USER, 1, name + ":" + each.line() + by));
            }
        }
        return all;
    }
}
