package dev.assay.verdict;

import dev.assay.clip.Clip;
import dev.assay.schema.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A video that goes into training.
 *
 * @param item what is known of it
 * @param category its levels on environment, shot type and lighting, joined by colons
 * @param stratum its cell in the plan, the levels joined by colons
 * @param reason why it was taken
 * @param clips its clips
 * @param split the split it goes to, or {@code none} where there are no splits
 * @param group the component that a split may not cut
 * @param sha256 of its file, in hexadecimal; null where nobody looked
 * @param inclusionProbability the probability of its selection, in (0,1]
 */
public record Selected(
        Item item,
        String category,
        String stratum,
        String reason,
        List<Clip> clips,
        String split,
        String group,
        @Nullable String sha256,
        double inclusionProbability) {

    public Selected {
        clips = List.copyOf(clips);
    }
}
