package dev.assay.group;

import dev.assay.schema.Pieces;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What cannot be parted: items that share a value of any key, directly or through others (connected components, by
 * union-find). An item whose keys are all absent is a component of its own. Components are named by the smallest of their
 * items' ids, so that names do not hang on the order of rows.
 */
public final class Components {

    /**
     * One component.
     *
     * @param name the smallest id in it
     * @param size its number of items
     */
    public record Component(String name, int size) {}

    private final List<Component> list;
    /** Row to place in the list. */
    private final int[] places;

    /** The groups of at least two rows, key by key. */
    private final List<Keys.Group> joining;

    private Components(List<Component> list, int[] places, List<Keys.Group> joining) {
        this.list = List.copyOf(list);
        this.places = places;
        this.joining = joining;
    }

    /**
     * Components by some keys, such as {@code identity} and {@code source_video}. The values of {@code duplicate_of} are
     * ids; the item of that id belongs to the group.
     */
    public static Components of(Population population, List<String> keys) {
        Pieces pieces = new Pieces(population.size());
        List<Keys.Group> joining = keys.stream()
                .distinct()
                .flatMap(key -> Keys.unsorted(population, key).stream())
                .filter(group -> group.rows().length > 1)
                .toList();
        for (Keys.Group group : joining) {
            Arrays.stream(group.rows()).forEach(row -> pieces.join(group.rows()[0], row));
        }
        return named(population, pieces, joining);
    }

    private static Components named(Population population, Pieces pieces, List<Keys.Group> joining) {
        String[] names = new String[population.size()];
        int[] sizes = new int[names.length];
        for (int row = 0; row < names.length; row++) {
            int root = pieces.root(row);
            String id = population.id(row);
            names[root] = sizes[root]++ == 0 || id.compareTo(names[root]) < 0 ? id : names[root];
        }
        List<Integer> roots = new ArrayList<>();
        IntStream.range(0, names.length).filter(row -> sizes[row] > 0).forEach(roots::add);
        roots.sort(Comparator.comparing(root -> names[root]));
        List<Component> list = new ArrayList<>(roots.size());
        int[] placeOfRoot = new int[names.length];
        for (int root : roots) {
            placeOfRoot[root] = list.size();
            list.add(new Component(names[root], sizes[root]));
        }
        int[] places = new int[names.length];
        Arrays.setAll(places, row -> placeOfRoot[pieces.root(row)]);
        return new Components(list, places, joining);
    }

    /** All components, ascending by name. */
    public List<Component> list() {
        return list;
    }

    /** The place of a row's component in {@link #list()}. */
    public int place(int row) {
        return places[row];
    }

    /** The component of a row. */
    public Component of(int row) {
        return list.get(places[row]);
    }

    /** The component of most items, the first by name among equals; empty for an empty population. */
    public Optional<Component> largest() {
        return list.stream()
                .max(Comparator.comparingInt(Component::size)
                        .thenComparing(Component::name, Comparator.reverseOrder()));
    }

    /** What holds the largest component together; empty where that is a single item, or nothing. */
    public Optional<Glue> glue() {
        return largest().filter(component -> component.size() > 1).map(component -> {
            int place = list.indexOf(component);
            int[] rows = IntStream.range(0, places.length)
                    .filter(row -> places[row] == place)
                    .toArray();
            Map<String, List<Keys.Group>> within = joining.stream()
                    .filter(group -> places[group.rows()[0]] == place)
                    .collect(Collectors.groupingBy(Keys.Group::key, LinkedHashMap::new, Collectors.toList()));
            List<Keys.Group> groups = within.values().stream()
                    .flatMap(of -> Keys.sorted(of).stream())
                    .toList();
            return Glue.of(component.name(), rows, places.length, groups);
        });
    }
}
