package dev.assay.media;

import dev.assay.schema.Evidence;
import dev.assay.schema.EvidenceSource;
import dev.assay.source.EngineException;
import dev.assay.source.SourceException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The user's own classifiers: each a YAML file in the folder of models, and the ONNX file that it names. */
final class Classifiers {

    /** None. */
    static final Classifiers NONE = new Classifiers(List.of());

    private final List<Classifier> all;

    private Classifiers(List<Classifier> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Those of a folder, in order of name.
     *
     * @throws SourceException where one of them cannot be read or does not run: to measure without it would be to measure
     *     something else
     * @throws EngineException where nothing here can run one
     */
    static Classifiers in(Path folder) {
        List<Classifier> all = new ArrayList<>();
        for (ClassifierCard card : read(folder)) {
            try {
                all.add(Classifier.of(card));
            } catch (IllegalArgumentException e) {
                throw refused(e);
            }
        }
        return all.isEmpty() ? NONE : new Classifiers(all);
    }

    /** What the user says of those of a folder, in order of name; nothing native is loaded. Throws a {@link SourceException}. */
    static List<ClassifierCard> read(Path folder) {
        List<ClassifierCard> all = new ArrayList<>();
        for (Path card : cards(folder)) {
            try {
                all.add(ClassifierCard.read(card));
            } catch (IOException | IllegalArgumentException e) {
                throw refused(e);
            }
        }
        return all;
    }

    private static SourceException refused(Exception why) {
        return new SourceException("a classifier cannot be used. " + why.getMessage(), why);
    }

    /** The YAML files of a folder, in order of name. */
    static List<Path> cards(Path folder) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
                files.forEach(found::add);
            } catch (IOException e) {
                throw new SourceException("expected to read the folder of models " + folder + ": " + e.getMessage(), e);
            }
        }
        Collections.sort(found);
        return found;
    }

    /** What each says of one upright picture, in their order. */
    List<Vote> look(Picture picture) {
        return all.stream().map(classifier -> classifier.vote(picture)).toList();
    }

    /**
     * What they say of an item, of which several frames were looked at: the mean over these, where it is enough. One whose
     * outputs cannot be used, of whichever frame, says nothing of the item; its others may be as wrong.
     */
    Classified classified(List<List<Vote>> frames) {
        List<Evidence> evidence = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < all.size() && !frames.isEmpty(); i++) {
            int place = i;
            List<Vote> votes = frames.stream().map(frame -> frame.get(place)).toList();
            votes.stream()
                    .map(Vote::refused)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresentOrElse(refused::add, () -> answer(all.get(place).card(), votes)
                            .ifPresent(evidence::add));
        }
        return new Classified(
                evidence, refused, frames.stream().flatMap(List::stream).allMatch(Vote::lasting));
    }

    private static Optional<Evidence> answer(ClassifierCard card, List<Vote> votes) {
        int frames = votes.size();
        Map<String, Double> means = new HashMap<>();
        votes.forEach(vote -> vote.levels().forEach((level, share) -> means.merge(level, share / frames, Double::sum)));
        String best = card.labels().stream()
                .distinct()
                .reduce((one, other) -> means.getOrDefault(other, 0.0) > means.getOrDefault(one, 0.0) ? other : one)
                .orElseThrow();
        double share = Math.min(1, means.getOrDefault(best, 0.0));
        if (best.equals("unknown") || !(share >= card.threshold())) {
            return Optional.empty();
        }
        String origin = String.format(
                Locale.ROOT, "%s, %d frame%s", card.model().getFileName(), frames, frames == 1 ? "" : "s");
        return Optional.of(new Evidence(card.axis(), best, EvidenceSource.MODEL, Numbers.rounded(share, 2), origin));
    }
}
