package dev.assay.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.inventory.InventoryException;
import dev.assay.source.Syntax;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was computed.
 *
 * @param file the file of the verdict
 * @param place a JSON pointer, or a line
 * @param found what stands there
 * @param expected what it must be
 */
public record Difference(String file, String place, String found, String expected) {

    /** Gathers differences between files as they stand and as they must be. */
    static final class Finder {

        private static final Pattern PICTURE = Pattern.compile("data:image/jpeg;base64,[A-Za-z0-9+/=]*");
        private static final int MOST = 1000;
        private static final int BRIEF = 200;

        private final List<Difference> differences = new ArrayList<>();
        private long checked;

        List<Difference> differences() {
            return differences;
        }

        long checked() {
            return checked;
        }

        /** Compares JSON value by value, and other texts line by line; pictures are not compared. */
        void compare(String file, String expected, String found) throws IOException {
            if (file.endsWith(".json")) {
                compare(file, "", Json.read(expected), parsed(file, found));
                return;
            }
            boolean json = file.endsWith(".jsonl");
            String[] wanted = PICTURE.matcher(expected).replaceAll("PICTURE").split("\n", -1);
            String[] have = PICTURE.matcher(found).replaceAll("PICTURE").split("\n", -1);
            same(file, "number of lines", Integer.toString(have.length), Integer.toString(wanted.length));
            for (int i = 0; i < Math.min(wanted.length, have.length); i++) {
                String line = "line " + (i + 1);
                if (json && !wanted[i].isEmpty()) {
                    compare(file, line + " ", Json.read(wanted[i]), parsed(file, have[i]));
                } else {
                    same(file, line, have[i], wanted[i]);
                }
            }
        }

        private static JsonNode parsed(String file, String text) throws IOException {
            try {
                return Json.read(text.isBlank() ? "null" : text);
            } catch (JsonProcessingException e) {
                throw new InventoryException(file + " is no valid JSON: " + Syntax.wrong(e), e);
            }
        }

        private void compare(String file, String place, @Nullable JsonNode expected, @Nullable JsonNode found) {
            if (expected != null && found != null && expected.isObject() && found.isObject()) {
                TreeSet<String> names = new TreeSet<>();
                expected.properties().forEach(property -> names.add(property.getKey()));
                found.properties().forEach(property -> names.add(property.getKey()));
                names.forEach(name -> compare(file, place + "/" + name, expected.get(name), found.get(name)));
            } else if (expected != null && found != null && expected.isArray() && found.isArray()) {
                for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                    compare(file, place + "/" + i, expected.get(i), found.get(i));
                }
            } else {
                same(file, place, String.valueOf(found), String.valueOf(expected));
            }
        }

        void same(String file, String place, String found, String expected) {
            checked++;
            if (!found.equals(expected) && differences.size() < MOST) {
                differences.add(new Difference(file, place, brief(found), brief(expected)));
            }
        }

        private static String brief(String text) {
            return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "…";
        }
    }
}
