package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;

/**
 * What the pipeline does about something that a probe found; always to real and fake alike, for a treatment of one label alone is
 * the next shortcut.
 *
 * @param action {@code reencode}, {@code strip_metadata}, {@code match_resolution}, {@code resample_fps}, {@code cut_to_length},
 *     {@code match_audio}, {@code balance_sources}, {@code match_content}, {@code drop_or_fetch}, {@code spread_methods},
 *     {@code fill_cells}, {@code split_again} or {@code match_column}
 * @param stage the stage of {@code pipeline_recommendations} that does it
 * @param applies {@code real_and_fake} for what is done to every clip, else {@code fake} or {@code selection}
 * @param how in words
 * @param parameters the numbers of it
 * @param answers the findings that it answers, a line each
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Remedy(
        String action, String stage, String applies, String how, Map<String, Object> parameters, List<String> answers) {

    public Remedy {
        answers = List.copyOf(answers);
    }
}
