package dev.assay.inventory;

import dev.assay.cube.AxisCodes;
import dev.assay.cube.Cube;
import dev.assay.cube.CubeSpec;
import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Counted;
import dev.assay.schema.Item;
import dev.assay.schema.Population;
import dev.assay.schema.Schema;
import dev.assay.schema.Spelling;
import dev.assay.source.Root;
import dev.assay.source.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/**
 * Items and what is known of each: a Tablesaw table with one row an item, and ids that outlive it.
 *
 * <p>Immutable as long as nobody writes into {@link #table()}. Columns, levels and ids are those of the contract: texts
 * keep the data's spelling, what is not known is missing, and {@code unknown} is how missing values are counted.
 */
public final class Inventory implements Population {

    private final Table table;
    private final Schema schema;
    private final List<String> warnings;
    /** Columns that the file has, without a value in any row: the table lacks them. */
    private final Set<String> blank;

    private final String[] ids;
    private final Map<String, AxisCodes> codes = new ConcurrentHashMap<>();
    /** Tablesaw looks through all its columns for a name, once a value: too slow for a million of them. */
    private final Map<String, Optional<Column<?>>> named = new ConcurrentHashMap<>();

    private Inventory(Table table, Schema schema, List<String> warnings, Set<String> blank) {
        this.table = table;
        this.schema = schema;
        this.warnings = List.copyOf(warnings);
        this.blank = Set.copyOf(blank);
        this.ids = table.stringColumn("id").asObjectArray();
    }

    /**
     * An inventory of a table's rows.
     *
     * @param table any table; a column {@code id} is added where it has none
     * @param schema what its columns mean
     * @throws InventoryException where the ids are not unique or a named column does not exist
     */
    public static Inventory of(Table table, Schema schema) {
        return of(table, schema, table.columnNames(), Set.of());
    }

    /**
     * The same.
     *
     * @param order where no column is named for ids, the first in this order whose values are unique gives them
     * @param names the columns of the file, of which the table lacks those that no row has a value in
     */
    static Inventory of(Table table, Schema schema, Iterable<String> order, Set<String> names) {
        Set<String> blank = new HashSet<>(names);
        table.columnNames().forEach(blank::remove);
        schema.weight().filter(column -> !table.containsColumn(column)).ifPresent(column -> {
            throw lacking(column, blank, " to take counts from", table.columnNames());
        });
        schema.id().filter(column -> !table.containsColumn(column)).ifPresent(column -> {
            throw lacking(column, blank, " to take ids from", table.columnNames());
        });
        return new Inventory(Ids.assign(table, schema, order), schema, List.of(), blank);
    }

    private static InventoryException lacking(String column, Set<String> blank, String why, List<String> columns) {
        boolean there = blank.contains(column) || Columns.kind(column).isPresent();
        return new InventoryException(
                (there ? "column '" + column + "'" + why + " is known for no item" : "no column '" + column + "'" + why)
                        + "; columns with values are "
                        + columns.stream().sorted().toList());
    }

    /** An inventory of a table whose columns mean what their names say. */
    public static Inventory of(Table table) {
        return of(table, Schema.withDefaults());
    }

    /** An inventory of items. */
    public static Inventory of(Collection<Item> items) {
        TableBuilder builder = new TableBuilder();
        items.forEach(builder::accept);
        return of(builder.build());
    }

    /**
     * Scans folders: finds their files, looks into each, and puts together what is known.
     *
     * @param roots folders with media, sidecars and manifests
     * @throws dev.assay.source.SourceException where a root cannot be read
     */
    public static Inventory scan(Path... roots) {
        return scan(
                Scan.withDefaults(),
                Stream.of(roots)
                        .map(root -> Root.parse(root.toString(), root.getFileSystem()))
                        .toList());
    }

    /** Scans roots whose names may be others than those of their folders. */
    public static Inventory scan(List<Root> roots) {
        return scan(Scan.withDefaults(), roots);
    }

    /** Scans roots in a way of one's own. */
    public static Inventory scan(Scan scan, List<Root> roots) {
        return scan(scan, roots, ScanListener.NONE);
    }

    /** The same, with somebody who is told how far it is. */
    public static Inventory scan(Scan scan, List<Root> roots, ScanListener listener) {
        TableBuilder builder = new TableBuilder();
        try {
            ScanSummary summary = scan.run(roots, builder, listener);
            return of(builder.build()).withWarnings(summary.warnings());
        } catch (IOException e) {
            throw new UncheckedIOException("the scan could not be finished: " + e.getMessage(), e);
        }
    }

    /**
     * Reads CSV, TSV, JSON lines, a JSON array or a recognised manifest; a folder is scanned.
     *
     * @throws InventoryException where the file cannot be read as one of these
     */
    public static Inventory read(Path path) {
        return Files.isDirectory(path) ? scan(path) : read(path, Schema.withDefaults(), Rules.builtIn());
    }

    /** Reads a file whose columns mean what a schema says. */
    public static Inventory read(Path file, Schema schema, Rules rules) {
        return new InventoryReader(schema, rules).read(file);
    }

    /** The same items with warnings of how they were read. */
    Inventory withWarnings(List<String> all) {
        return new Inventory(table, schema, all, blank);
    }

    /** What was odd when these items were read, for people. */
    public List<String> warnings() {
        return warnings;
    }

    /** The table inside. Treat it as read-only; copy it before changing anything. */
    public Table table() {
        return table;
    }

    /** What the columns mean. */
    public Schema schema() {
        return schema;
    }

    /** The names of the columns, in table order. */
    public List<String> columns() {
        return table.columnNames();
    }

    /** Whether there is such a column. */
    public boolean has(String column) {
        return table.containsColumn(column);
    }

    /** A column's name as the table spells it: names are found in whatever case; the name itself where there is none. */
    public String spelled(String column) {
        return has(column) ? table.column(column).name() : column;
    }

    /** Whether the file has such a column, without a value in any row. The table lacks it. */
    public boolean isBlank(String column) {
        return blank.contains(column) && !has(column);
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public String id(int row) {
        return ids[row];
    }

    @Override
    public @Nullable String text(int row, String column) {
        Column<?> values = column(column);
        if (values == null) {
            return null;
        }
        String text = AxisCoder.text(values, row);
        return text.isEmpty() ? null : text;
    }

    @Override
    public double number(int row, String column) {
        Column<?> values = column(column);
        if (values == null) {
            return Double.NaN;
        }
        if (values instanceof NumericColumn<?> numbers) {
            return numbers.isMissing(row) ? Double.NaN : numbers.getDouble(row);
        }
        return Columns.parseNumber(AxisCoder.text(values, row));
    }

    private @Nullable Column<?> column(String name) {
        Optional<Column<?>> known = named.get(name);
        if (known == null) {
            known = has(name) ? Optional.of(table.column(name)) : Optional.empty();
            named.put(name, known);
        }
        return known.orElse(null);
    }

    /** How many items a row stands for: 1, or the weight column's count. */
    public long weight(int row) {
        return schema.weight().map(column -> Weights.at(this, column, row)).orElse(1L);
    }

    /**
     * The number of items that all rows stand for.
     *
     * @throws InventoryException where that is 2^53 or more
     */
    public long total() {
        return schema.weight()
                .map(column -> LongStream.of(Weights.of(this, column)).sum())
                .orElse((long) size());
    }

    /** One row as an item, known values only. */
    public Item item(int row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column<?> column : table.columns()) {
            if (!column.isMissing(row) && !column.name().equals("id")) {
                values.put(
                        column.name(),
                        column instanceof NumericColumn<?> numbers
                                ? (Object) numbers.getDouble(row)
                                : column.getString(row));
            }
        }
        return new Item(ids[row], values);
    }

    /**
     * The items that meet a condition, such as {@code label=real and duration>=10}; a blank condition keeps all.
     *
     * @throws InventoryException where the condition cannot be read or names an unknown column
     */
    public Inventory where(String condition) {
        if (condition.isBlank()) {
            return this;
        }
        Filter filter = Filter.parse(condition, known());
        return rows(row -> filter.holds(this, row));
    }

    private Set<String> known() {
        Set<String> known = new HashSet<>(columns());
        known.addAll(blank);
        return known;
    }

    /**
     * Values that a condition names and no item has, a sentence each: perhaps they are misspelled, where nothing meets it.
     *
     * @throws InventoryException where the condition cannot be read or names an unknown column
     */
    public List<String> unmatched(String condition) {
        return condition.isBlank()
                ? List.of()
                : Filter.named(condition, known()).stream()
                        .filter(named -> !named.value().equals(Axis.UNKNOWN))
                        .flatMap(named -> unmatched(named.column(), named.value()).stream())
                        .distinct()
                        .toList();
    }

    private Optional<String> unmatched(String column, String value) {
        if (!has(column) || column(column) instanceof NumericColumn<?>) {
            return Optional.empty(); // a number is near others, and misspelled as none
        }
        List<String> levels = codes(column).axis().levels();
        return levels.contains(value)
                ? Optional.empty()
                : Optional.of("no item has " + column + "=" + value + Spelling.hint(value, levels));
    }

    /** The items whose ids are in a set of ids in NFC. */
    public Inventory withIds(Set<String> kept) {
        return rows(row -> kept.contains(ids[row]));
    }

    /** The items whose rows meet a condition, in the same order. */
    public Inventory rows(IntPredicate condition) {
        int[] rows = IntStream.range(0, size()).filter(condition).toArray();
        return rows.length == size() ? this : new Inventory(table.where(Selection.with(rows)), schema, warnings, blank);
    }

    /** The same items with a column of texts, null where one has none, in place of a column of that name. */
    Inventory withTexts(String name, IntFunction<? extends @Nullable String> texts) {
        StringColumn column = StringColumn.create(name);
        IntStream.range(0, size()).forEach(row -> {
            String text = texts.apply(row);
            column.append(text == null ? "" : text);
        });
        Table copy = Table.create(table.name());
        table.columns().stream().filter(other -> !other.name().equals(name)).forEach(copy::addColumns);
        return new Inventory(copy.addColumns(column), schema, warnings, blank);
    }

    /**
     * The same items, with these columns even where no item has a value in them, so that what reads them need not ask first:
     * a table shows them empty, and counts have all items as unknown.
     */
    public Inventory withColumns(String... names) {
        Table whole = Table.create(table.name());
        table.columns().forEach(whole::addColumns);
        for (String name : names) {
            if (!whole.containsColumn(name)) {
                boolean number = Columns.kind(name).equals(Optional.of(Columns.Kind.NUMBER));
                whole.addColumns(number ? DoubleColumn.create(name, size()) : empty(name));
            }
        }
        return new Inventory(whole, schema, warnings, blank);
    }

    private StringColumn empty(String name) {
        StringColumn column = StringColumn.create(name);
        IntStream.range(0, size()).forEach(row -> column.appendMissing());
        return column;
    }

    /** Ids to rows. */
    public Map<String, Integer> rowsById() {
        Map<String, Integer> rows = new HashMap<>(2 * size());
        for (int row = 0; row < ids.length; row++) {
            rows.put(ids[row], row);
        }
        return rows;
    }

    /** The level codes of a column, made once. */
    @Override
    public AxisCodes codes(String column) {
        if (!has(column)) {
            throw lacking(column, blank, "", columns());
        }
        return codes.computeIfAbsent(column, name -> AxisCoder.code(table.column(name), schema));
    }

    /** Counts over some columns. */
    public Cube cube(String... axes) {
        return cube(CubeSpec.of(List.of(axes)));
    }

    /**
     * Counts, with the summaries that a plan asks for.
     *
     * @throws InventoryException where a column does not exist, or stands twice, where the counts sum to 2^53 or more, or
     *     where rows of a table of counts are to be marked: which of the items that a row stands for is not said
     */
    public Cube cube(CubeSpec spec) {
        return Cubes.count(this, spec);
    }

    /**
     * Counts over the axes of another cube, with its levels: a level that none of these items has is counted as 0, so that
     * a sample can be held against what it was drawn from. Other levels count as unknown.
     */
    public Cube cubeLike(Cube other) {
        return Cubes.like(other, this);
    }

    @Override
    public String toString() {
        return "Inventory of " + Counted.of(size(), "item") + ", columns " + columns();
    }
}
