package dev.assay.inventory;

import dev.assay.schema.Columns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/**
 * Notices a table without a line of names, whose first row was taken for one: its values come again below, or all of them are
 * numbers. Tables with names have neither; columns named after years stand beside one that is not.
 */
final class FirstLine {

    /** So many rows tell. */
    private static final int ROWS = 10_000;

    private static final int SHOWN = 3;

    private final List<String> names;
    private final Set<String> again = new LinkedHashSet<>();
    private int rows;

    FirstLine(List<String> names) {
        this.names = names;
    }

    /** Takes in a row below. One that is the first line again is of another table, put behind this one. */
    void below(CSVRecord row) {
        if (rows++ < ROWS && !row.toList().equals(names)) {
            for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
                if (!names.get(i).isBlank() && names.get(i).equals(row.get(i))) {
                    again.add(names.get(i));
                }
            }
        }
    }

    /** What is odd about it. */
    Optional<String> warning() {
        boolean numbers = rows > 0 && names.stream().noneMatch(name -> Double.isNaN(Columns.parseNumber(name)));
        if (again.isEmpty() && !numbers) {
            return Optional.empty();
        }
        Set<String> odd = again.isEmpty() ? new LinkedHashSet<>(names) : again;
        return Optional.of("line 1 is read as the names of columns, and looks like a row of data: "
                + odd.stream()
                        .limit(SHOWN)
                        .map(name -> "'" + name.strip() + "'")
                        .collect(Collectors.joining(", "))
                + (odd.size() > SHOWN ? " and others" : "")
                + (again.isEmpty() ? " are numbers" : odd.size() == 1 ? " is a value below it" : " are values below it")
                + "; if so, put a line of names above it");
    }
}
