package dev.assay.promotion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Who promotes what for which plan, and when. The caller reads the clock, so that a promotion can be repeated.
 *
 * @param actor who promotes; a user name or the name of a job
 * @param planId the plan whose outputs these are; free text
 * @param tags free words for the manifest; written in the order of their keys
 * @param date the day whose folder the files go to
 * @param at the moment that the manifest's {@code ts} gives, cut to whole seconds
 * @param hardLink true to link instead of copying where source and dataset share a file system. A linked file is one
 *     file with two names: whoever writes <em>into</em> the source later changes the dataset too. Assay itself moves
 *     new outputs into place and so leaves the linked file alone, but other programs may not; therefore copying is the
 *     default
 */
public record PromotionOptions(
        String actor, String planId, Map<String, String> tags, LocalDate date, Instant at, boolean hardLink) {

    public PromotionOptions {
        Objects.requireNonNull(actor);
        Objects.requireNonNull(planId);
        Objects.requireNonNull(date);
        Objects.requireNonNull(at);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** Copies, without tags. */
    public static PromotionOptions of(String actor, String planId, LocalDate date, Instant at) {
        return new PromotionOptions(actor, planId, Map.of(), date, at, false);
    }

    /** The same with these tags. */
    public PromotionOptions withTags(Map<String, String> newTags) {
        return new PromotionOptions(actor, planId, newTags, date, at, hardLink);
    }

    /** The same, linking where that is possible. */
    public PromotionOptions withHardLinks() {
        return new PromotionOptions(actor, planId, tags, date, at, true);
    }
}
