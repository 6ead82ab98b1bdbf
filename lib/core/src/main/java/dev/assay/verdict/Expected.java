package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What comes out of the pipeline, as a brief words it.
 *
 * @param realVideos selected videos
 * @param clips real clips cut from them
 * @param clipSeconds length of a clip
 * @param fakesPerClip fakes made of one real clip, on average
 * @param fakeClips fake clips
 * @param finalTotal real and fake clips together
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Expected(
        int realVideos, long clips, double clipSeconds, double fakesPerClip, long fakeClips, long finalTotal) {

    /** The numbers of a verdict. */
    public static Expected of(Verdict verdict) {
        return new Expected(
                verdict.selected().size(),
                verdict.clips().total(),
                verdict.parameters().clipSeconds(),
                verdict.fakes().fakesPerClip(),
                verdict.fakes().fakeClips(),
                verdict.clips().total() + verdict.fakes().fakeClips());
    }
}
