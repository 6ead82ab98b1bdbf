package dev.assay.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of {@code data-samples/} as the catalogue orders it.
 *
 * @param path relative to {@code data-samples/}, with {@code /}
 * @param make what kind of file this is
 * @param of the file a copy, a truncation, a re-encoding or a trim is made of; null elsewhere
 * @param picture what is seen; null where the file shows nothing
 * @param encoding how it is encoded; null where it is not
 * @param truth what a careful reader of the dataset can know about the file
 * @param sidecar where {@code says} is written; null for nowhere
 * @param says the sidecar's own object, written as it stands; null for none
 * @param text the content of a text file; null elsewhere
 */
record Sample(
        String path,
        Make make,
        @Nullable String of,
        @Nullable Picture picture,
        @Nullable Encoding encoding,
        Truth truth,
        @Nullable Sidecar sidecar,
        @Nullable JsonNode says,
        @Nullable String text) {

    /** How a file comes about. */
    enum Make {
        /** Painted and encoded. */
        @JsonProperty("video")
        VIDEO,
        /** One painted frame as PNG. */
        @JsonProperty("image")
        IMAGE,
        /** A WAV file. */
        @JsonProperty("audio")
        AUDIO,
        /** The same bytes as {@code of}. */
        @JsonProperty("copy")
        COPY,
        /** The first part of the bytes of {@code of}: a download that broke off. */
        @JsonProperty("truncated")
        TRUNCATED,
        /** Seeded noise. */
        @JsonProperty("noise")
        NOISE,
        /** No byte at all. */
        @JsonProperty("empty")
        EMPTY,
        /** A text, whatever its name says. */
        @JsonProperty("text")
        TEXT
    }

    /** The three styles in which datasets describe their files. */
    enum Sidecar {
        /** {@code clip.json} beside {@code clip.mp4}. */
        @JsonProperty("stem")
        STEM,
        /** {@code metadata.json} in the folder: an object keyed by file name. */
        @JsonProperty("keyed")
        KEYED,
        /** {@code metadata.json} in the folder: a list whose entries name their {@code file}. */
        @JsonProperty("list")
        LIST,
        /** The same list in the folder above, whose entries name a {@code path}. */
        @JsonProperty("list-above")
        LIST_ABOVE
    }

    /**
     * What is seen.
     *
     * @param content names the scene: equal names give equal scenes, so a re-encoding repeats the name
     * @param environment indoor, outdoor or screen
     * @param shotType a level of the shot_type axis
     * @param lighting low, neutral or bright: painted so, in every pixel
     * @param quality how sharp it is painted: hq, mq or lq
     * @param identity whose face is shown; null for nobody's
     * @param method how the face was forged; null for a real one
     * @param start seconds into the scene at which the file begins: a trim begins later
     * @param cuts seconds at which the scene changes
     * @param black stretches without a picture
     */
    record Picture(
            String content,
            String environment,
            @JsonProperty("shot_type") String shotType,
            String lighting,
            String quality,
            @Nullable String identity,
            @Nullable String method,
            double start,
            List<Double> cuts,
            List<Span> black) {
        Picture {
            cuts = List.copyOf(cuts);
            black = List.copyOf(black);
        }
    }

    /** A stretch of time in seconds, start inclusive and end exclusive. */
    record Span(double start, double end) {}

    /**
     * How a file is encoded.
     *
     * @param vcodec h264, vp9 or mpeg4
     * @param acodec aac, opus or mp3; null for a silent file without audio stream
     * @param width stored pixels, before rotation
     * @param height stored pixels, before rotation
     * @param rotation clockwise degrees by which a player must turn the stored picture: 0, 90, 180 or 270
     * @param fps frames a second
     * @param seconds length
     * @param quantiser the codec's own scale; higher is coarser and smaller
     */
    record Encoding(
            String vcodec,
            @Nullable String acodec,
            int width,
            int height,
            int rotation,
            int fps,
            double seconds,
            int quantiser) {

        int frames() {
            return (int) Math.round(seconds * fps);
        }

        int shownWidth() {
            return rotation % 180 == 0 ? width : height;
        }

        int shownHeight() {
            return rotation % 180 == 0 ? height : width;
        }
    }

    /**
     * What a careful reader can know.
     *
     * @param media video, image, audio or other
     * @param status ok, unreadable, skipped, or metadata for files that describe others
     * @param why the reason where status is not ok
     * @param label real, fake or unknown
     * @param labelEvidence sidecar, manifest or path; null where nothing says it
     * @param environment what the dataset states; null where it states nothing
     * @param shotType what the dataset states; null where it states nothing
     * @param quality what the dataset states; null where it states nothing
     * @param identity what the dataset states; null where it states nothing
     * @param method what the dataset states; null where it states nothing
     * @param duplicateOf the file with the same bytes
     * @param nearDuplicateOf the file with the same content in another encoding
     * @param note what else is worth knowing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Truth(
            String media,
            String status,
            @Nullable String why,
            String label,
            @JsonProperty("label_evidence") @Nullable String labelEvidence,
            @Nullable String environment,
            @JsonProperty("shot_type") @Nullable String shotType,
            @Nullable String quality,
            @Nullable String identity,
            @Nullable String method,
            @JsonProperty("duplicate_of") @Nullable String duplicateOf,
            @JsonProperty("near_duplicate_of") @Nullable String nearDuplicateOf,
            @Nullable String note) {}
}
