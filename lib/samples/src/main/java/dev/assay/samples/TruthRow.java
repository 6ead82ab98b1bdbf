package dev.assay.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code truth.jsonl}; see {@code data-samples/README.md} for the fields.
 *
 * @param stated what the dataset says, and how it can be known
 * @param painted what the generator painted, whether or not the dataset says so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TruthRow(
        String path,
        long bytes,
        @Nullable String format,
        @Nullable String vcodec,
        @Nullable String acodec,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer rotation,
        @Nullable Integer fps,
        @Nullable Double duration,
        Sample.Truth stated,
        @Nullable Painted painted) {

    /** The picture as painted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Painted(
            String environment,
            @JsonProperty("shot_type") String shotType,
            String lighting,
            String quality,
            @Nullable String identity,
            @Nullable String method,
            List<Double> cuts,
            List<Sample.Span> black) {

        static @Nullable Painted of(Sample.@Nullable Picture picture) {
            return picture == null
                    ? null
                    : new Painted(
                            picture.environment(),
                            picture.shotType(),
                            picture.lighting(),
                            picture.quality(),
                            picture.identity(),
                            picture.method(),
                            picture.cuts(),
                            picture.black());
        }
    }

    /** What is true of a sample; {@code shown} is the sample whose picture it holds, itself unless it is a copy. */
    static TruthRow of(Sample sample, Sample shown, long bytes) {
        Sample.Encoding encoding = shown.encoding();
        Painted painted = Painted.of(shown.picture());
        String format = sample.path().substring(sample.path().lastIndexOf('.') + 1);
        if (encoding == null) {
            return unencoded(sample, bytes, format, painted);
        }
        if (shown.make() == Sample.Make.IMAGE) {
            return new TruthRow(
                    sample.path(),
                    bytes,
                    format,
                    "png",
                    null,
                    encoding.width(),
                    encoding.height(),
                    0,
                    null,
                    null,
                    sample.truth(),
                    painted);
        }
        return new TruthRow(
                sample.path(),
                bytes,
                format,
                encoding.vcodec(),
                encoding.acodec(),
                encoding.shownWidth(),
                encoding.shownHeight(),
                encoding.rotation(),
                encoding.fps(),
                (double) encoding.frames() / encoding.fps(),
                sample.truth(),
                painted);
    }

    private static TruthRow unencoded(Sample sample, long bytes, String format, @Nullable Painted painted) {
        boolean sound = sample.make() == Sample.Make.AUDIO;
        return new TruthRow(
                sample.path(),
                bytes,
                sound ? format : null,
                null,
                sound ? "pcm_u8" : null,
                null,
                null,
                null,
                null,
                sound ? Voice.MEMO_SECONDS : null,
                sample.truth(),
                painted);
    }

    /** A file that describes others. */
    static TruthRow metadata(String path, long bytes) {
        Sample.Truth truth = new Sample.Truth(
                "other", "metadata", null, "unknown", null, null, null, null, null, null, null, null, "sidecar");
        return new TruthRow(path, bytes, null, null, null, null, null, null, null, null, truth, null);
    }
}
