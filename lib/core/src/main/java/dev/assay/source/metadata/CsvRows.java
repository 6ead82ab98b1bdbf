package dev.assay.source.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table in CSV or TSV: its header in plain words, and rows with their lines. */
final class CsvRows {

    /**
     * A row.
     *
     * @param line on which it begins, counted from 1
     * @param cells by header, in order; empty cells are left out
     */
    record CsvRow(long line, Map<String, String> cells) {}

    private CsvRows() {}

    /** The header's names in lower case with {@code _} for spaces; empty where the file has none. */
    static List<String> header(Path file, String shown) throws BadMetadata {
        try (BufferedReader in = TextLines.open(file)) {
            String line = in.readLine();
            if (line == null || line.length() > 10_000) {
                return List.of();
            }
            try (CSVParser parser = CSVParser.parse(line, format(line))) {
                Iterator<CSVRecord> records = parser.iterator();
                return records.hasNext() ? names(records.next()) : List.of();
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new BadMetadata(shown + ":1: no header of a table: " + e.getMessage(), e);
        }
    }

    private static CSVFormat format(String header) {
        char delimiter =
                header.indexOf('\t') >= 0 ? '\t' : header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
        return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    }

    private static List<String> names(CSVRecord record) {
        List<String> names = new ArrayList<>();
        for (String cell : record) {
            names.add(cell.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_"));
        }
        return names;
    }

    static List<CsvRow> read(Path file, String shown) throws BadMetadata {
        long line = 1;
        try (BufferedReader in = TextLines.open(file)) {
            String first = in.readLine();
            if (first == null) {
                return List.of();
            }
            List<CsvRow> rows = new ArrayList<>();
            List<String> names = header(file, shown);
            try (CSVParser parser =
                    CSVParser.builder().setReader(in).setFormat(format(first)).get()) {
                for (CSVRecord record : parser) {
                    rows.add(new CsvRow(line + 1, cells(names, record)));
                    line = 1 + parser.getCurrentLineNumber();
                }
            }
            return rows;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new BadMetadata(shown + ":" + (line + 1) + ": no valid table: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> cells(List<String> names, CSVRecord record) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), record.size()); i++) {
            if (!record.get(i).isBlank()) {
                cells.putIfAbsent(names.get(i), record.get(i).strip());
            }
        }
        return cells;
    }
}
