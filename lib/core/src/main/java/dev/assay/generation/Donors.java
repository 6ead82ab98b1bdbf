package dev.assay.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The people of one split who can lend a face, a motion or a voice. Each is asked as often as the others, those asked
 * least first, and never for a clip of their own.
 */
final class Donors {

    private static final class Person {
        private final String name;
        private final long hash;
        private final List<PlannedClip> clips = new ArrayList<>();
        private int asked;

        Person(String name, long hash) {
            this.name = name;
            this.hash = hash;
        }
    }

    private final TreeSet<Person> waiting = new TreeSet<>(Comparator.comparingInt((Person person) -> person.asked)
            .thenComparing(person -> person.hash, Long::compareUnsigned)
            .thenComparing(person -> person.name));

    /** @param clips of one split, in the order in which a person's clips are lent */
    Donors(List<PlannedClip> clips, long seed) {
        Map<String, Person> people = new LinkedHashMap<>();
        for (PlannedClip clip : clips) {
            people.computeIfAbsent(clip.person(), name -> new Person(name, Hash.of(seed, name)))
                    .clips
                    .add(clip);
        }
        waiting.addAll(people.values());
    }

    /** Whether there is anyone else than the one seen in the clips, all clips being of this split. */
    boolean any() {
        return waiting.size() > 1;
    }

    /** A clip of someone else; only where there is {@link #any()}. */
    PlannedClip lend(PlannedClip target) {
        for (Person person : waiting) {
            if (!person.name.equals(target.person())) {
                waiting.remove(person);
                PlannedClip clip = person.clips.get(person.asked % person.clips.size());
                person.asked++;
                waiting.add(person);
                return clip;
            }
        }
        throw new IllegalStateException("no one in " + target.split() + " but the one seen in " + target.id());
    }
}
