package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.probe.ProbeFinding;
import dev.assay.probe.Shortcut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace that a program leaves in a file, whatever the picture.
 *
 * @param tell what it is
 * @param column the column that holds it
 * @param known items of which it is known; 0 where nobody measured it
 * @param finding what the probe says of the column; null where there is nothing to say, for it is not measured or there are not
 *     two labels
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ContainerTell(String tell, String column, long known, @Nullable ProbeFinding finding) {

    private static final Map<String, String> COLUMNS = columns();

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("encoder", "encoder");
        columns.put("handler", "handler");
        columns.put("brand", "brand");
        columns.put("creation time", "creation_time");
        columns.put("group of pictures", "m_gop");
        columns.put("B-frames", "m_bframes");
        columns.put("pixel format", "pix_fmt");
        columns.put("colour range", "colour_range");
        columns.put("audio present", "acodec");
        columns.put("rotation", "rotation");
        columns.put("duration to the frame", ProbeTable.FRAMES);
        return columns;
    }

    static List<ContainerTell> of(List<Shortcut> shortcuts) {
        return COLUMNS.entrySet().stream()
                .map(tell -> shortcuts.stream()
                        .filter(found -> found.column().equals(tell.getValue()))
                        .findFirst()
                        .map(found -> new ContainerTell(
                                tell.getKey(),
                                tell.getValue(),
                                found.known(),
                                found.known() == 0 ? null : found.finding()))
                        .orElseGet(() -> new ContainerTell(tell.getKey(), tell.getValue(), 0, null)))
                .toList();
    }
}
