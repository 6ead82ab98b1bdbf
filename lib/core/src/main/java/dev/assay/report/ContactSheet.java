package dev.assay.report;

import dev.assay.verdict.Selected;
import dev.assay.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The selected videos as pictures, stratum by stratum, and as a list. However long their names are, the words stay within a
 * budget, and the page says how many videos it leaves to the files.
 */
final class ContactSheet {

    /** Bytes that the figures may take, their pictures aside. */
    private static final int MOST_BYTES_OF_FIGURES = 1_100_000;

    private static final int MOST_BYTES_OF_ROWS = 700_000;

    /** Figures of a stratum that show at once; the others fold. */
    private static final int SHOWN = 12;

    private static final int LONGEST_NAME = 90;
    private static final int LONGEST_PATH = 240;

    private final Verdict verdict;
    private final Thumbnails thumbnails;
    private final Html page;
    private int figureBytes;
    private int leftOut;

    private ContactSheet(Verdict verdict, Thumbnails thumbnails, Html page) {
        this.verdict = verdict;
        this.thumbnails = thumbnails;
        this.page = page;
    }

    static void into(Verdict verdict, Thumbnails thumbnails, Html page) {
        if (!verdict.selected().isEmpty()) {
            ContactSheet sheet = new ContactSheet(verdict, thumbnails, page);
            sheet.strata();
            sheet.list();
        }
    }

    private void strata() {
        page.leaf("h3", "Contact sheet");
        page.paragraph("The selected videos by stratum, one frame of each where a frame could be decoded.");
        Map<String, List<Selected>> strata = new TreeMap<>();
        verdict.selected().forEach(video -> strata.computeIfAbsent(video.stratum(), name -> new ArrayList<>())
                .add(video));
        page.open("div", "class", "strata");
        strata.forEach((name, videos) -> {
            page.open("section", "class", "stratum")
                    .leaf(
                            "h4",
                            levels(name)
                                    + (videos.size() == 1 ? "" : " (" + Words.count(videos.size(), "video") + ")"));
            figures(videos.subList(0, Math.min(SHOWN, videos.size())));
            if (videos.size() > SHOWN) {
                page.open("details").leaf("summary", (videos.size() - SHOWN) + " more of " + levels(name));
                figures(videos.subList(SHOWN, videos.size()));
                page.close();
            }
            page.closeLine();
        });
        page.closeLine();
        if (leftOut > 0) {
            page.paragraph(Words.count(leftOut, "video") + " more: see real_sources.jsonl.");
        }
    }

    /** A stratum's levels, between which a line may end: it may be no wider than one picture. */
    private static String levels(String stratum) {
        return Html.clip(stratum.replace(":", " · "), LONGEST_NAME);
    }

    private void figures(List<Selected> videos) {
        page.open("div", "class", "sheet");
        for (Selected video : videos) {
            Html caption = caption(video);
            int bytes = 2 * bytes(caption) + 150; // the name stands in the alternative text too
            if (figureBytes + bytes > MOST_BYTES_OF_FIGURES) {
                leftOut++;
            } else {
                figureBytes += bytes;
                page.open("figure").put(picture(video)).put(caption).closeLine();
            }
        }
        page.closeLine();
    }

    private Html picture(Selected video) {
        Optional<byte[]> jpeg = thumbnails.of(video.item().id()).filter(ContactSheet::isJpeg);
        return picture(jpeg, "Frame of " + Html.clip(name(video), LONGEST_NAME));
    }

    /** A picture in the page itself, or a box that says there is none. */
    static Html picture(Optional<byte[]> jpeg, String alternative) {
        Html out = new Html();
        return jpeg.filter(ContactSheet::isJpeg)
                .map(bytes -> out.empty(
                        "img",
                        "loading",
                        "lazy",
                        "decoding",
                        "async",
                        "alt",
                        alternative,
                        "src",
                        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes)))
                .orElseGet(() -> out.leaf("div", "no picture", "class", "none"));
    }

    private static boolean isJpeg(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8 && bytes[2] == (byte) 0xFF;
    }

    private static Html caption(Selected video) {
        Html caption = new Html();
        caption.open("figcaption").leaf("bdi", Html.clip(name(video), LONGEST_NAME));
        caption.leaf(
                "span",
                duration(video) + " · " + Words.count(video.clips().size(), "clip") + " · " + video.split(),
                "class",
                "quiet");
        return caption.close();
    }

    private void list() {
        HtmlTable rows = new HtmlTable(
                        "Selected videos, by id",
                        "video",
                        "dataset",
                        "category",
                        "quality",
                        "#size",
                        "#duration",
                        "#clips",
                        "split")
                .withAllRows();
        int written = 0;
        int bytes = 0;
        for (Selected video : verdict.selected()) {
            Object[] row = row(video);
            bytes += row(row);
            if (bytes > MOST_BYTES_OF_ROWS) {
                break;
            }
            rows.row(row);
            written++;
        }
        page.open("details")
                .leaf("summary", "All " + Words.count(verdict.selected().size(), "selected video"));
        rows.into(page);
        if (written < verdict.selected().size()) {
            page.paragraph((verdict.selected().size() - written) + " more: see real_sources.jsonl.");
        }
        page.closeLine();
    }

    private static Object[] row(Selected video) {
        return new Object[] {
            Html.clip(path(video), LONGEST_PATH),
            Tables.level(video.item(), "dataset"),
            video.category(),
            Tables.level(video.item(), "quality"),
            size(video),
            duration(video),
            video.clips().size(),
            video.split()
        };
    }

    /** Bytes that a row takes on the page, about. */
    private static int row(Object[] cells) {
        Html text = new Html();
        for (Object cell : cells) {
            text.leaf("td", cell.toString());
        }
        return bytes(text) + 60;
    }

    private static int bytes(Html piece) {
        return piece.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String path(Selected video) {
        return orElse(video.item().text("path"), video.item().id());
    }

    /** The last segment of the path. */
    private static String name(Selected video) {
        String path = path(video);
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String duration(Selected video) {
        double seconds = video.item().number("duration");
        return Double.isNaN(seconds) ? "duration unknown" : Words.duration(seconds);
    }

    private static String size(Selected video) {
        double width = video.item().number("width");
        double height = video.item().number("height");
        return Double.isNaN(width) || Double.isNaN(height)
                ? "unknown"
                : Words.number(width, 0) + "×" + Words.number(height, 0);
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
