package dev.assay.inventory;

import dev.assay.cube.AxisCodes;
import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.strings.ByteDictionaryMap;

/** Turns a Tablesaw column into level codes, once; counting then never touches a text. */
final class AxisCoder {

    private AxisCoder() {}

    static AxisCodes code(Column<?> column, Schema schema) {
        if (column instanceof StringColumn texts && texts.getDictionary() instanceof ByteDictionaryMap bytes) {
            return fromBytes(texts.name(), bytes, schema);
        }
        String[] texts = new String[column.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(column, i);
        }
        return fromTexts(column.name(), texts, schema);
    }

    /** The text of a cell of a table, empty where it is missing. */
    static String text(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        return column instanceof NumericColumn<?> numbers
                ? Columns.text(numbers.getDouble(row))
                : column.getString(row);
    }

    private static AxisCodes fromTexts(String name, String[] texts, Schema schema) {
        Set<String> present = new TreeSet<>(List.of(texts));
        Axis axis = axis(name, present, schema);
        Map<String, Integer> places = places(axis);
        int unknown = axis.levels().size();
        int[] codes = new int[texts.length];
        for (int i = 0; i < texts.length; i++) {
            codes[i] = places.getOrDefault(texts[i], unknown);
        }
        return AxisCodes.of(axis, codes);
    }

    /** Tablesaw keeps a byte a row and a dictionary of at most 255 texts: only the bytes are renumbered. */
    private static AxisCodes fromBytes(String name, ByteDictionaryMap dictionary, Schema schema) {
        Axis axis = axis(name, dictionary.asSet(), schema);
        if (axis.levels().size() >= 255) {
            return fromTexts(name, dictionary.asObjectArray(), schema);
        }
        Map<String, Integer> places = places(axis);
        byte[] codeOfKey = new byte[256];
        Arrays.fill(codeOfKey, (byte) axis.levels().size());
        dictionary
                .getKeyValueEntries()
                .forEach(entry -> codeOfKey[entry.getByteKey() & 0xff] = (byte) (int)
                        places.getOrDefault(entry.getValue(), axis.levels().size()));
        byte[] codes = new byte[dictionary.size()];
        byte[] keys = dictionary.values().elements();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codeOfKey[keys[i] & 0xff];
        }
        return AxisCodes.of(axis, codes);
    }

    private static Map<String, Integer> places(Axis axis) {
        Map<String, Integer> places = new HashMap<>();
        axis.levels().forEach(level -> places.put(level, places.size()));
        return places;
    }

    /** Levels that occur: those of the declared order first, the others as numbers where all are, else by their text. */
    static Axis axis(String name, Set<String> texts, Schema schema) {
        List<String> present = new ArrayList<>(texts);
        present.removeIf(text -> text.isEmpty() || text.equals(Axis.UNKNOWN));
        List<String> order = schema.order(name);
        Comparator<String> byPlace =
                Comparator.comparingInt(level -> order.contains(level) ? order.indexOf(level) : order.size());
        boolean numbers = present.stream().noneMatch(level -> Double.isNaN(Columns.parseNumber(level)));
        Comparator<String> byNumber = Comparator.comparingDouble(Columns::parseNumber);
        present.sort((numbers ? byPlace.thenComparing(byNumber) : byPlace).thenComparing(Comparator.naturalOrder()));
        return new Axis(name, present);
    }
}
