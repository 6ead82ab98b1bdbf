package dev.assay.report;

import dev.assay.inventory.Inventory;
import dev.assay.inventory.Overrides;
import dev.assay.schema.Axis;
import dev.assay.schema.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page and the CSV with which a person corrects what matters most. */
public final class ReviewPage {

    private static final String HEADER = "id,axis,value,by,note";

    /** Characters of words; what comes after is left to the CSV, so that the page opens on a phone. */
    private static final int MOST_LENGTH = 2_000_000;

    private ReviewPage() {}

    /**
     * The values that a person should look at first: those whose sources disagree, then unknown labels, then other unknown
     * values, then those of least confidence. Values that a person stated, unreadable files and copies are not asked about.
     *
     * @param axes the axes to ask about, {@code label} among them if it matters
     * @param most how many values at most
     */
    public static List<ReviewItem> leastCertain(Inventory inventory, List<String> axes, int most) {
        if (most < 0) {
            throw new RefusedException("most must be at least 0, found " + most);
        }
        return new LeastCertain(inventory, axes).first(most);
    }

    /**
     * An overrides file to fill in: a line for each value, whose {@code value} is empty and whose note says what is believed
     * now. A line left empty says nothing. Cells that a spreadsheet would take for a formula are guarded by an apostrophe,
     * which {@link Overrides#read} takes off again.
     */
    public static String overridesTemplate(List<ReviewItem> items) {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        items.forEach(item -> csv.append(line(item, "", "now " + item.now())));
        return csv.toString();
    }

    /**
     * One self-contained page: each item with its picture, what is believed of it, and the lines to copy.
     *
     * @param levels the levels that each axis may have, to offer a line for each; an axis without gets a line to complete
     */
    public static String of(List<ReviewItem> items, Map<String, List<String>> levels, Thumbnails thumbnails) {
        Map<String, List<ReviewItem>> byId = new LinkedHashMap<>();
        items.forEach(
                item -> byId.computeIfAbsent(item.id(), id -> new ArrayList<>()).add(item));
        Html page = new Html();
        page.open("main", "id", "content", "tabindex", "-1").open("header").leaf("h1", "Review");
        page.paragraph(Words.count(items.size(), "value") + " of " + Words.count(byId.size(), "item")
                + " to look at: first those whose sources disagree, then what is unknown, then what is trusted least.");
        page.closeLine();
        howTo(page);
        int length = 0;
        int shown = 0;
        for (Map.Entry<String, List<ReviewItem>> entry : byId.entrySet()) {
            Html words = words(entry.getValue(), levels);
            length += words.length();
            if (length > MOST_LENGTH) {
                break;
            }
            page.open("section", "class", "review").open("figure");
            page.put(ContactSheet.picture(thumbnails.of(entry.getKey()), "Frame of " + Html.clip(entry.getKey(), 90)));
            page.close().put(words).closeLine();
            shown++;
        }
        if (shown < byId.size()) {
            page.paragraph((byId.size() - shown) + " more items are in the overrides template alone.");
        }
        page.closeLine();
        return Styles.page("Review", page);
    }

    private static void howTo(Html page) {
        page.open("p")
                .text("Make a file ")
                .leaf("code", "o.csv")
                .text(" whose first line is ")
                .leaf("code", HEADER)
                .text(", copy into it the line that is true of each item, and give it to the next run: ")
                .leaf("code", "assay verdict ROOT... --overrides o.csv")
                .text(". What a person says wins over all other evidence; the value ")
                .leaf("code", Axis.UNKNOWN)
                .text(" takes back what others said. ")
                .leaf("code", "by")
                .text(" and ")
                .leaf("code", "note")
                .text(" may be empty.")
                .closeLine();
        page.paragraph(
                "An apostrophe before = + - @ keeps spreadsheets from running a cell; it is taken off when the file"
                        + " is read. Of names with characters that cannot be shown, copy the line from the template in place of"
                        + " the one here.");
    }

    private static Html words(List<ReviewItem> items, Map<String, List<String>> levels) {
        Html words = new Html();
        ReviewItem first = items.get(0);
        words.open("div").leaf("h2", Html.clip(first.path() == null ? first.id() : first.path(), 240));
        for (ReviewItem item : items) {
            words.open("p").leaf("strong", item.axis()).text(": " + item.now()).closeLine();
            words.open("pre", "tabindex", "0", "aria-label", "Lines for " + item.axis())
                    .open("code");
            List<String> choices = levels.getOrDefault(item.axis(), List.of());
            (choices.isEmpty() ? List.of("") : choices)
                    .forEach(value -> words.textLine(line(item, value, "").stripTrailing()));
            words.close().closeLine();
        }
        return words.closeLine();
    }

    private static String line(ReviewItem item, String value, String note) {
        return Overrides.guarded(item.id()) + "," + Overrides.guarded(item.axis()) + "," + Overrides.guarded(value)
                + ",," + Overrides.guarded(note) + "\n";
    }
}
