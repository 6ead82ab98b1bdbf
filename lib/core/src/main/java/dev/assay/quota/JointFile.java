package dev.assay.quota;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A joint target's cells: a CSV with a column for each axis, and one named {@code share} or {@code count}. */
final class JointFile {

    private static final int MOST_CELLS = 1_000_000;

    private JointFile() {}

    static Aim.Joint read(PlanNode place, Path file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8), format)) {
            List<String> header = parser.getHeaderNames();
            String weight = header.contains("share") ? "share" : "count";
            if (!header.contains(weight)) {
                throw place.error("expected a column share or count in " + file + ", found " + header);
            }
            List<String> axes =
                    header.stream().filter(name -> !name.equals(weight)).toList();
            List<Aim.Joint.Weight> cells = new ArrayList<>();
            for (CSVRecord row : parser) {
                if (cells.size() >= MOST_CELLS || !row.isConsistent()) {
                    throw place.error("expected at most " + MOST_CELLS + " rows of " + header.size() + " fields in "
                            + file + ", found another at line " + parser.getCurrentLineNumber());
                }
                cells.add(new Aim.Joint.Weight(
                        axes.stream().map(row::get).toList(), weight(place, file, parser, row.get(weight))));
            }
            return new Aim.Joint(place.text(), axes, cells);
        } catch (IOException | IllegalStateException e) {
            throw place.error("expected a readable table of cells at " + file + ", found " + e);
        }
    }

    private static BigDecimal weight(PlanNode place, Path file, CSVParser parser, String text) {
        if (!text.strip().matches("[0-9]{1,15}(\\.[0-9]{1,15})?|\\.[0-9]{1,15}")) {
            throw place.error("expected a number, at least 0, at " + file + ":" + parser.getCurrentLineNumber()
                    + ", found " + text);
        }
        return new BigDecimal(text.strip());
    }
}
