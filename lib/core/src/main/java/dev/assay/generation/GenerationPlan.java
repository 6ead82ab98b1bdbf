package dev.assay.generation;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which fakes to make of which real clips. Within each split, generators, their variants and the rate factors of the
 * re-encoding are dealt so that each has its share of every level of every axis and of every combination, as nearly as
 * whole numbers allow; held-out generators go to the test split alone; donors come from the clip's own split.
 *
 * <p>The plan depends on the clips, the catalogue and the seed alone, not on the order of the clips.
 *
 * @param jobs the fakes, by split, video, start and the order in which they were dealt
 * @param reals how each real clip is encoded again, in the same order
 * @param unassigned clips of which not all fakes can be made; empty where all is well
 * @param notes what else a reader must know, in words
 */
public record GenerationPlan(
        List<FakeJob> jobs, List<RealEncoding> reals, List<Unassigned> unassigned, List<String> notes) {

    private static final Comparator<PlannedClip> ORDER = Comparator.comparingInt(
                    (PlannedClip clip) -> splitOrder(clip.split()))
            .thenComparing(PlannedClip::split)
            .thenComparing(PlannedClip::video)
            .thenComparingDouble(PlannedClip::start)
            .thenComparing(PlannedClip::id);

    public GenerationPlan {
        jobs = List.copyOf(jobs);
        reals = List.copyOf(reals);
        unassigned = List.copyOf(unassigned);
        notes = List.copyOf(notes);
    }

    /**
     * Plans the fakes of some clips.
     *
     * @param seed for the order of dealing and the seeds of the jobs
     * @throws IllegalArgumentException if two clips have one id
     */
    public static GenerationPlan of(
            List<PlannedClip> clips, Catalogue catalogue, FakesPerClip fakesPerClip, long seed) {
        Set<String> ids = new HashSet<>();
        Map<String, List<PlannedClip>> splits = new TreeMap<>();
        for (PlannedClip clip : clips) {
            if (!ids.add(clip.id())) {
                throw new IllegalArgumentException("two clips with the id " + clip.id());
            }
            splits.computeIfAbsent(clip.split(), split -> new ArrayList<>()).add(clip);
        }
        List<FakeJob> jobs = new ArrayList<>();
        List<RealEncoding> reals = new ArrayList<>();
        List<Unassigned> unassigned = new ArrayList<>();
        splits.forEach((split, members) -> {
            SplitDeal deal = new SplitDeal(split, members, catalogue, seed);
            deal.deal(fakesPerClip.in(split));
            jobs.addAll(deal.jobs());
            reals.addAll(deal.reals());
            unassigned.addAll(deal.unassigned());
        });
        jobs.sort(Comparator.comparing(FakeJob::clip, ORDER));
        reals.sort(Comparator.comparing(RealEncoding::clip, ORDER));
        unassigned.sort(Comparator.comparing(Unassigned::clip, ORDER));
        return new GenerationPlan(jobs, reals, unassigned, notes(catalogue, splits.keySet(), jobs));
    }

    private static List<String> notes(Catalogue catalogue, Set<String> splits, List<FakeJob> jobs) {
        List<String> heldOut = catalogue.generators().stream()
                .filter(Generator::heldOut)
                .map(Generator::name)
                .toList();
        if (heldOut.isEmpty()) {
            return List.of(
                    "the catalogue holds out no generator, so nothing tells how a detector fares on a new method");
        }
        if (!splits.contains(FakesPerClip.TEST)) {
            return List.of("there is no split \"test\", so the held-out generators stay unused: " + heldOut);
        }
        Set<String> used = new HashSet<>();
        jobs.forEach(job -> used.add(job.generator().name()));
        List<String> unused =
                heldOut.stream().filter(name -> !used.contains(name)).toList();
        return unused.isEmpty() ? List.of() : List.of("too few clips in test for the held-out generators " + unused);
    }

    private static int splitOrder(String split) {
        int place = List.of(FakesPerClip.TRAIN, "val", FakesPerClip.TEST).indexOf(split);
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    /** The same plan without the fakes of held-out generators, which belong to one split by design. */
    public GenerationPlan withoutHeldOut() {
        return new GenerationPlan(
                jobs.stream().filter(job -> !job.generator().heldOut()).toList(), reals, unassigned, notes);
    }

    /**
     * The fakes counted by axes, to show that none goes with another.
     *
     * @param axes {@code generator}, {@code family}, {@code variant}, {@code crf}, {@code split}, {@code held_out}, or an
     *     axis of the clips
     */
    public Cube cube(List<String> axes) {
        Map<List<String>, Long> cells = new HashMap<>();
        Map<String, Set<String>> levels = new LinkedHashMap<>();
        axes.forEach(axis -> levels.put(axis, new TreeSet<>()));
        for (FakeJob job : jobs) {
            List<String> cell = new ArrayList<>();
            for (String axis : axes) {
                String level = level(job, axis);
                cell.add(level);
                levels.computeIfAbsent(axis, a -> new LinkedHashSet<>()).add(level);
            }
            cells.merge(cell, 1L, Long::sum);
        }
        List<Axis> known = new ArrayList<>();
        levels.forEach((axis, all) -> known.add(new Axis(
                axis, all.stream().filter(level -> !level.equals(Axis.UNKNOWN)).toList())));
        return Cube.of(known, cells);
    }

    private static String level(FakeJob job, String axis) {
        return switch (axis) {
            case "generator" -> job.generator().name();
            case "family" -> job.generator().family();
            case "variant" -> job.generator().name() + "/" + job.variant().name();
            case "crf" -> Integer.toString(job.crf());
            case "split" -> job.clip().split();
            case "held_out" -> Boolean.toString(job.generator().heldOut());
            default -> job.clip().level(axis);
        };
    }

    /** Real and fake clips of each split. */
    public List<SplitTotals> totals() {
        Map<String, long[]> counts = new LinkedHashMap<>();
        reals.forEach(real -> counts.computeIfAbsent(real.clip().split(), split -> new long[2])[0]++);
        jobs.forEach(job -> counts.computeIfAbsent(job.clip().split(), split -> new long[2])[1]++);
        List<SplitTotals> totals = new ArrayList<>();
        counts.forEach((split, count) -> totals.add(new SplitTotals(split, count[0], count[1])));
        return totals;
    }

    /** Real clips. */
    public long realClips() {
        return reals.size();
    }

    /** Fakes to be made. */
    public long fakeClips() {
        return jobs.size();
    }

    /** Fakes to one real clip over all splits; 0 where there is no clip. */
    public double fakesPerClip() {
        return reals.isEmpty() ? 0 : (double) jobs.size() / reals.size();
    }

    /** Real and fake clips together. */
    public long finalTotal() {
        return realClips() + fakeClips();
    }
}
