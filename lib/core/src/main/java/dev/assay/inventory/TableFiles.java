package dev.assay.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.schema.Counted;
import dev.assay.source.Syntax;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads rows of CSV, TSV, JSON lines and JSON arrays. Values stay the texts that stand in the file: {@code 007} and
 * {@code NO} are levels, not numbers or booleans.
 */
final class TableFiles {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100).build())
            .build();
    private static final ObjectMapper TREES = new JsonMapper(JSON);

    private final Path file;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    TableFiles(Path file) {
        this.file = file;
    }

    List<String> warnings() {
        return warnings;
    }

    /** The columns of what was read, those without any value among them, in the order of the file. */
    Set<String> names() {
        return names;
    }

    /** Gives every row to a consumer, in file order; a row's values carry no id of their own yet. */
    void read(Consumer<Map<String, Object>> rows) {
        try (PushbackReader reader = new PushbackReader(Files.newBufferedReader(file, StandardCharsets.UTF_8), 1)) {
            int first = skipMarkAndSpace(reader);
            if (first == '{' || first == '[') {
                readJson(reader, rows);
            } else {
                readCsv(reader, rows);
            }
        } catch (MalformedInputException e) {
            throw new InventoryException(file + " is not UTF-8 text; save it as UTF-8", e);
        } catch (UncheckedIOException e) {
            throw new InventoryException(
                    "cannot read " + file + ": "
                            + Objects.requireNonNull(e.getCause()).getMessage(),
                    e);
        } catch (IOException e) {
            throw new InventoryException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new InventoryException(file + ": " + e.getMessage(), e);
        }
    }

    private static int skipMarkAndSpace(PushbackReader reader) throws IOException {
        int next = reader.read();
        while (next == '\uFEFF' || (next >= 0 && next != '\t' && Character.isWhitespace(next))) {
            next = reader.read();
        }
        if (next >= 0) {
            reader.unread(next);
        }
        return next;
    }

    /** Objects one after another, or in one array: both are streams of objects to the parser. */
    private void readJson(Reader reader, Consumer<Map<String, Object>> rows) throws IOException {
        try (JsonParser parser = JSON.createParser(reader)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            while (token != null && token != JsonToken.END_ARRAY) {
                if (token != JsonToken.START_OBJECT) {
                    throw new InventoryException(
                            file + ", line " + parser.currentTokenLocation().getLineNr()
                                    + ": expected an object, found " + Syntax.found(token));
                }
                rows.accept(object(parser));
                token = parser.nextToken();
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new InventoryException(file + ", line " + e.getLocation().getLineNr() + ": " + Syntax.wrong(e), e);
        }
    }

    private Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            names.add(name);
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                values.put(name, TREES.readTree(parser).toString());
            } else if (token != JsonToken.VALUE_NULL) {
                values.put(name, parser.getText());
            }
        }
        return values;
    }

    private void readCsv(PushbackReader reader, Consumer<Map<String, Object>> rows) throws IOException {
        BufferedReader lines = new BufferedReader(reader);
        lines.mark(1 << 20);
        String first = lines.readLine();
        lines.reset();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(first == null ? "" : first))
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser =
                CSVParser.builder().setReader(lines).setFormat(format).get()) {
            List<String> header = parser.getHeaderNames();
            names.addAll(header);
            for (String name : header) {
                if (Collections.frequency(header, name) > 1) {
                    throw new InventoryException(file + ", line 1: column '" + name + "' stands twice");
                }
            }
            FirstLine top = new FirstLine(header);
            for (CSVRecord cells : parser) {
                top.below(cells);
                if (cells.size() != header.size()) {
                    warnings.add(file.getFileName() + ", line " + parser.getCurrentLineNumber() + ": expected "
                            + Counted.of(header.size(), "field") + ", found " + cells.size());
                }
                rows.accept(row(header, cells));
            }
            top.warning().ifPresent(odd -> warnings.add(file.getFileName() + ", " + odd));
        }
    }

    private String delimiter(String header) {
        String name =
                file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".tsv") || (header.indexOf('\t') >= 0 && header.indexOf(',') < 0)) {
            return "\t";
        }
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ";" : ",";
    }

    private static Map<String, Object> row(List<String> names, CSVRecord cells) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
            if (!cells.get(i).isEmpty()) {
                values.put(names.get(i), cells.get(i));
            }
        }
        return values;
    }
}
