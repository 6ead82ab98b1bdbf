package dev.assay.schema;

import java.util.Objects;

/**
 * One statement about one axis of one item.
 *
 * @param axis the axis spoken of, such as {@code label}
 * @param value the level stated; never {@code unknown}: silence is the absence of evidence
 * @param source the kind of evidence
 * @param confidence in [0,1]
 * @param origin where it stands, for people: {@code metadata.json:12}, {@code folder "real"}
 */
public record Evidence(String axis, String value, EvidenceSource source, double confidence, String origin) {

    public Evidence {
        Objects.requireNonNull(axis);
        Objects.requireNonNull(value);
        Objects.requireNonNull(source);
        Objects.requireNonNull(origin);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be in [0,1], found " + confidence + " for " + axis);
        }
        if (value.equals(Axis.UNKNOWN)) {
            throw new IllegalArgumentException("unknown is no evidence (axis " + axis + ", " + origin + ")");
        }
    }
}
