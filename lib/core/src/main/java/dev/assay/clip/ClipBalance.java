package dev.assay.clip;

import java.util.List;

/**
 * The shares a level may have of the clips. Long videos give more clips than short ones, so that a selection that is
 * balanced in videos can be out of balance in what reaches training.
 *
 * <p>A balanced plan drops clips, never videos, and keeps at least one clip of each video that can give one. A limit that
 * the videos themselves break (one clip each) cannot be mended by dropping clips: such a level is only kept from getting
 * worse than it is in videos, and is reported in {@link ClipPlan#breaches()}.
 *
 * @param axes the axes to hold in balance
 * @param maxShare the cap on each known level's share of the clips known on its axis, in (0,1]
 * @param minShare the floor under it, in [0,1)
 */
public record ClipBalance(List<String> axes, double maxShare, double minShare) {

    public ClipBalance {
        axes = List.copyOf(axes);
        if (!(maxShare > 0 && maxShare <= 1 && minShare >= 0 && minShare < 1 && minShare <= maxShare)) {
            throw new IllegalArgumentException(
                    "shares must satisfy 0 <= min <= max <= 1, max > 0, min < 1; found " + minShare + ", " + maxShare);
        }
    }

    /** The limits of findings: no level above 0.60 or below 0.10. */
    public static ClipBalance of(List<String> axes) {
        return new ClipBalance(axes, 0.60, 0.10);
    }
}
