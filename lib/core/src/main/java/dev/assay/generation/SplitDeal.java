package dev.assay.generation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Deals generators, variants, donors and rate factors to the clips of one split. */
final class SplitDeal {

    private final String split;
    private final List<PlannedClip> clips;
    private final Catalogue catalogue;
    private final long seed;
    private final List<Generator> generators;
    private final double[] shares;
    private final Minimisation byGenerator;
    private final Minimisation byRealCrf;
    private final Minimisation byFakeCrf;
    private final Map<String, Minimisation> byVariant = new LinkedHashMap<>();
    private final Donors donors;
    private final List<FakeJob> jobs = new ArrayList<>();
    private final List<RealEncoding> reals = new ArrayList<>();
    private final List<Unassigned> unassigned = new ArrayList<>();

    SplitDeal(String split, List<PlannedClip> unordered, Catalogue catalogue, long seed) {
        this.split = split;
        this.catalogue = catalogue;
        this.seed = seed;
        this.clips = new ArrayList<>(unordered);
        clips.sort(Comparator.comparing((PlannedClip clip) -> Hash.of(seed, clip.id()), Long::compareUnsigned)
                .thenComparing(PlannedClip::id));
        generators = catalogue.generators().stream()
                .filter(generator -> !generator.heldOut() || split.equals(FakesPerClip.TEST))
                .toList();
        double sum = generators.stream().mapToDouble(Generator::proportion).sum();
        shares = generators.stream().mapToDouble(g -> g.proportion() / sum).toArray();
        byGenerator = new Minimisation(shares);
        byRealCrf = Minimisation.even(catalogue.crf().size());
        byFakeCrf = Minimisation.even(catalogue.crf().size());
        for (Generator generator : generators) {
            byVariant.put(
                    generator.name(), Minimisation.even(generator.variants().size()));
        }
        donors = new Donors(clips, seed);
    }

    void deal(int fakesPerClip) {
        for (PlannedClip clip : clips) {
            int crf = byRealCrf.deal(margins(clip), option -> true);
            reals.add(new RealEncoding(clip, catalogue.crf().get(crf)));
            BitSet used = new BitSet();
            for (int k = 0; k < fakesPerClip; k++) {
                int generator = generator(clip, used);
                if (generator < 0) {
                    unassigned.add(new Unassigned(
                            clip,
                            fakesPerClip - k,
                            "every generator needs a donor, and " + split + " has no other identity"));
                    break;
                }
                used.set(generator);
                jobs.add(job(clip, generator, k));
            }
        }
    }

    /** A generator that the clip has not had yet, or, where it has had all that can be used, one of these again. */
    private int generator(PlannedClip clip, BitSet used) {
        IntPredicate usable = g -> donors.any() || !generators.get(g).needsDonor();
        int fresh = byGenerator.deal(margins(clip), usable.and(g -> !used.get(g)));
        return fresh >= 0 ? fresh : byGenerator.deal(margins(clip), usable);
    }

    private FakeJob job(PlannedClip clip, int place, int k) {
        Generator generator = generators.get(place);
        List<String> margins = margins(clip);
        Minimisation variants = byVariant.get(generator.name());
        if (variants == null) {
            throw new IllegalStateException(generator.name());
        }
        Variant variant = generator.variants().get(variants.deal(margins, option -> true));
        margins.add("generator=" + generator.name());
        margins.add("variant=" + generator.name() + "/" + variant.name());
        int crf = byFakeCrf.deal(margins, option -> true);
        PlannedClip donor = generator.needsDonor() ? donors.lend(clip) : null;
        return new FakeJob(
                clip,
                generator,
                variant,
                Hash.seed(seed, clip.id(), generator.name(), variant.name(), Integer.toString(k)),
                donor,
                catalogue.crf().get(crf),
                reason(clip, place, donor));
    }

    private String reason(PlannedClip clip, int place, @Nullable PlannedClip donor) {
        Generator generator = generators.get(place);
        StringBuilder reason = new StringBuilder();
        reason.append(String.format(Locale.ROOT, "%s, share %.3f of %s", generator.family(), shares[place], split));
        if (!clip.levels().isEmpty()) {
            reason.append(", dealt evenly over ")
                    .append(String.join(", ", clip.levels().keySet()));
            reason.append(" (").append(clip.stratum()).append(')');
        }
        if (generator.heldOut()) {
            reason.append("; held out: in ").append(split).append(" only");
        }
        if (donor != null && donor.identity() == null) {
            reason.append("; the donor is not named, its video stands for it");
        }
        if (!donors.any() && !generator.needsDonor()) {
            reason.append("; needs no donor, and ").append(split).append(" has no other identity");
        }
        return reason.toString();
    }

    /** What a clip counts under: all clips, each of its levels, and their combination. */
    private static List<String> margins(PlannedClip clip) {
        List<String> margins = new ArrayList<>();
        margins.add("all");
        clip.levels().forEach((axis, level) -> margins.add(axis + "=" + level));
        if (clip.levels().size() > 1) {
            margins.add("stratum=" + clip.levels());
        }
        return margins;
    }

    List<FakeJob> jobs() {
        return jobs;
    }

    List<RealEncoding> reals() {
        return reals;
    }

    List<Unassigned> unassigned() {
        return unassigned;
    }
}
