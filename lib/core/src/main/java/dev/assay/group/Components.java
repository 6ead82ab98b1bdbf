package dev.assay.group;

import dev.assay.schema.Pieces;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

    /** The items that were joined; of some of them only, {@link #list} may tell. */
    private final Population joined;
    /** Row of those to place in the list, -1 where the list has none of its component's items. */
    private final int[] placesOfJoined;

    /** The groups of at least two of those rows, key by key. */
    private final List<Keys.Group> joining;

    private Components(
            List<Component> list, int[] places, Population joined, int[] placesOfJoined, List<Keys.Group> joining) {
        this.list = List.copyOf(list);
        this.places = places;
        this.joined = joined;
        this.placesOfJoined = placesOfJoined;
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
        int[] roots = IntStream.range(0, population.size()).map(pieces::root).toArray();
        return named(population, roots, population, roots, joining);
    }

    /**
     * The same components of some of the items alone: two that an item not among them joins stay joined. Names and sizes
     * are those of what is left of each.
     *
     * @throws IllegalArgumentException where an item is none of these
     */
    public Components among(Population some) {
        Map<String, Integer> rows = new HashMap<>(2 * placesOfJoined.length);
        for (int row = 0; row < placesOfJoined.length; row++) {
            if (placesOfJoined[row] >= 0) {
                rows.put(joined.id(row), placesOfJoined[row]);
            }
        }
        int[] roots = new int[some.size()];
        for (int row = 0; row < roots.length; row++) {
            Integer place = rows.get(some.id(row));
            if (place == null) {
                throw new IllegalArgumentException("expected items that were joined, found " + some.id(row));
            }
            roots[row] = place;
        }
        return named(some, roots, joined, placesOfJoined, joining);
    }

    private static Components named(
            Population population, int[] rootOf, Population joined, int[] rootOfJoined, List<Keys.Group> joining) {
        String[] names = new String[joined.size()];
        int[] sizes = new int[names.length];
        for (int row = 0; row < rootOf.length; row++) {
            int root = rootOf[row];
            String id = population.id(row);
            names[root] = sizes[root]++ == 0 || id.compareTo(names[root]) < 0 ? id : names[root];
        }
        List<Integer> roots = new ArrayList<>();
        IntStream.range(0, names.length).filter(row -> sizes[row] > 0).forEach(roots::add);
        roots.sort(Comparator.comparing(root -> names[root]));
        List<Component> list = new ArrayList<>(roots.size());
        int[] placeOfRoot = new int[names.length];
        Arrays.fill(placeOfRoot, -1);
        for (int root : roots) {
            placeOfRoot[root] = list.size();
            list.add(new Component(names[root], sizes[root]));
        }
        return new Components(list, places(rootOf, placeOfRoot), joined, places(rootOfJoined, placeOfRoot), joining);
    }

    private static int[] places(int[] rootOf, int[] placeOfRoot) {
        return Arrays.stream(rootOf)
                .map(root -> root < 0 ? -1 : placeOfRoot[root])
                .toArray();
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

    /** How many of them hold items of two splits, by id; an item without one is in none. */
    public int cut(Function<String, ? extends @Nullable String> split) {
        Map<Integer, String> first = new HashMap<>();
        Set<Integer> cut = new HashSet<>();
        for (int row = 0; row < placesOfJoined.length; row++) {
            String in = placesOfJoined[row] < 0 ? null : split.apply(joined.id(row));
            String other = in == null ? null : first.putIfAbsent(placesOfJoined[row], in);
            if (other != null && !other.equals(in)) {
                cut.add(placesOfJoined[row]);
            }
        }
        return cut.size();
    }

    /**
     * What holds the largest component together, counted over all items that were joined; empty where the component is a
     * single item, or nothing.
     */
    public Optional<Glue> glue() {
        return largest().filter(component -> component.size() > 1).map(component -> {
            int place = list.indexOf(component);
            int[] rows = IntStream.range(0, placesOfJoined.length)
                    .filter(row -> placesOfJoined[row] == place)
                    .toArray();
            Map<String, List<Keys.Group>> within = joining.stream()
                    .filter(group -> placesOfJoined[group.rows()[0]] == place)
                    .collect(Collectors.groupingBy(Keys.Group::key, LinkedHashMap::new, Collectors.toList()));
            List<Keys.Group> groups = within.values().stream()
                    .flatMap(of -> Keys.sorted(of).stream())
                    .toList();
            return Glue.of(component.name(), rows, placesOfJoined.length, groups);
        });
    }
}
