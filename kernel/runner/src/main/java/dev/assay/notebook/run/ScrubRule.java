package dev.assay.notebook.run;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one rule by which two runs of a notebook leave the same bytes. In what cells left, and unless a cell's own code says it,
 *
 * <ul>
 *   <li>UUIDs (also random ones without hyphens, unless their text holds digests of that length, too), addresses and hashes by which languages tell objects apart
 *       ({@code Plan@1b6d3586}, {@code at 0x7f3a5c}, {@code $$Lambda/0x00007f}) become numbers in the order of their first
 *       appearance,
 *   <li>so does the first folder or file below the folder for temporary files, and
 *   <li>moments within the run, in ISO 8601 (as our kernel's logging writes them here), as {@code java.util.Date}, Java's logging in
 *       English and Python's {@code datetime} write them or in milliseconds since 1970, become {@code [time]}.
 * </ul>
 *
 * Everything else stays, durations too: who measures them wants to read them. So does a time of day without its date: it may
 * be the timecode of a clip. Display ids are not written to files at all.
 * Scrubbing what was scrubbed changes nothing.
 */
final class ScrubRule {
    private static final String TIME = "[time]";
    private static final String HEX = "[0-9a-fA-F]";
    private static final String UUID =
            HEX + "{8}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{12}(?![\\w-])";
    private static final String PLAIN_UUID = "[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}(?![0-9a-zA-Z])";
    /** No letter or digit but the last of a terminal's sequence; the first look rejects most characters of a long text at once. */
    private static final String ALONE = "(?:(?<![0-9A-Za-z])|(?<=[A-Za-z])(?<=\\x1b\\[[0-?]{0,40}[A-Za-z]))";
    /** A digest that looks like no random UUID; one in 64 does, and is data as those beside it are. */
    private static final Pattern DIGEST = Pattern.compile(ALONE + "(?!" + PLAIN_UUID + ")[0-9a-f]{32}(?![0-9a-zA-Z])");

    private static final String IDENTITY = "(?<=@)(?<=[\\w$\\];]@)[0-9a-f]{5,8}(?!\\w|[.@-]\\w)";
    private static final String ADDRESS =
            "(?<= at )0x[0-9a-f]{6,16}\\b|(?<=a)(?<=\\$\\$Lambda)(?:\\$\\d+)?/(?:0x)?[0-9a-f]{6,16}";
    /** A comma parts milliseconds, as loggers write them, but also columns; a bracket holds a zone, but also a thread or level. */
    private static final String ISO = "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.]\\d{1,9}|,\\d{3}(?!\\d))?)?"
            + "(?:(?:Z|[+-]\\d\\d:?\\d\\d)(?:\\[(?:[A-Z]\\w+/[\\w/+-]+|UTC|GMT|[CEMW]ET)])?)?(?!\\d)";

    private static final String DATE =
            "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d \\S{1,9} \\d{4}\\b";
    private static final String LOGGED = "[A-Z][a-z]{2} \\d\\d, \\d{4} \\d{1,2}:\\d\\d:\\d\\d [AP]M\\b";
    private static final String PYTHON =
            "(?<=datetime\\()\\d{4}(?:, \\d{1,2}){4}(?:, \\d{1,2}(?:, \\d{1,6})?)?(?=[,)])";
    private static final String MILLIS = "(?<!\\.)1\\d{12}(?!\\w|[.]\\w)";
    /** Of a file: what stands around one, or ends the sentence, is no part of it. */
    private static final String NAME = "(?:[.]*+[-_@%[^\\s\\p{Z}\\p{Cc}\\p{P}<=>^`|]]++)++";

    private static final Pattern PARTS = Pattern.compile("(?<day>[\\d-]{10}).(?<minute>\\d\\d:\\d\\d)"
            + "(?<second>:\\d\\d(?:[.,]\\d+)?)?(?<zone>Z|[+-]\\d\\d:?\\d\\d)?");
    private static final List<ZoneId> ZONES = List.of(ZoneId.systemDefault(), ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_FORM =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.ROOT);
    private static final DateTimeFormatter LOGGED_FORM =
            DateTimeFormatter.ofPattern("MMM dd, yyyy h:mm:ss a", Locale.ROOT);

    private final Pattern pattern;
    private final Instant start;
    private final Instant end;
    private final Predicate<String> isSaid;
    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

    /**
     * For one notebook.
     *
     * @param isSaid whether code of the notebook holds this text
     */
    ScrubRule(Instant start, Instant end, Path temporary, Predicate<String> isSaid) {
        this.start = start.minusMillis(1);
        this.end = end.plusMillis(1);
        this.isSaid = isSaid;
        String below = "(?<![.~_-])" + Pattern.quote(temporary.toString()) + "[/\\\\](?<temporary>" + NAME + ")";
        this.pattern = Pattern.compile(ALONE + "(?:(?<uuid>" + UUID + ")|(?<plain>" + PLAIN_UUID + ")|(?<iso>"
                + ISO
                + ")|(?<date>" + DATE + "|" + LOGGED + ")|(?<python>" + PYTHON + ")|(?<millis>" + MILLIS + ")|" + below
                + ")|(?<identity>" + IDENTITY
                + ")|(?<address>" + ADDRESS + ")");
    }

    String scrubbed(String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder scrubbed = new StringBuilder();
        int last = 0;
        @Nullable Boolean digests = null;
        while (matcher.find()) {
            if (matcher.group("plain") != null) {
                digests = digests == null ? DIGEST.matcher(text).find() : digests;
                if (digests) {
                    continue;
                }
            }
            String temporary = matcher.group("temporary");
            int from = temporary == null ? matcher.start() : matcher.start("temporary");
            scrubbed.append(text, last, from).append(replacement(matcher, text.substring(from, matcher.end())));
            last = matcher.end();
        }
        return last == 0 ? text : scrubbed.append(text, last, text.length()).toString();
    }

    private String replacement(Matcher found, String text) {
        boolean isTime = found.group("iso") != null
                || found.group("date") != null
                || found.group("millis") != null
                || found.group("python") != null;
        if ((isTime && !isOfTheRun(text)) || isSaid.test(text)) {
            return text;
        }
        if (isTime) {
            return TIME;
        }
        if (found.group("uuid") != null) {
            return String.format(
                    Locale.ROOT, "00000000-0000-4000-8000-%012d", number("uuid", text.toLowerCase(Locale.ROOT)));
        }
        if (found.group("plain") != null) {
            return String.format(Locale.ROOT, "00000000000040008000%012d", number("uuid", text));
        }
        if (found.group("identity") != null) {
            return String.format(Locale.ROOT, "%08x", number("identity", text));
        }
        if (found.group("address") != null) {
            return (text.startsWith("0x") ? "" : "/") + String.format(Locale.ROOT, "0x%08x", number("address", text));
        }
        return Integer.toString(number("temporary", text));
    }

    private int number(String kind, String text) {
        Map<String, Integer> known = numbers.computeIfAbsent(kind, any -> new HashMap<>());
        return known.computeIfAbsent(text, any -> known.size() + 1);
    }

    private boolean isOfTheRun(String text) {
        try {
            if (text.charAt(6) == ',') {
                return isLocalWithin(LocalDateTime.parse(text, LOGGED_FORM), ChronoUnit.SECONDS);
            }
            if (text.charAt(3) == ' ') {
                return isWithin(Instant.from(DATE_FORM.parse(text)), ChronoUnit.SECONDS);
            }
            if (text.charAt(4) == ',') {
                return isIsoWithin(iso(text.split(", ")));
            }
            if (text.charAt(4) != '-') {
                return isWithin(Instant.ofEpochMilli(Long.parseLong(text)), ChronoUnit.MILLIS);
            }
            return isIsoWithin(text);
        } catch (DateTimeException e) {
            return false; // digits that are no moment
        }
    }

    private static String iso(String[] parts) {
        StringBuilder iso = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String separator = i == 0 ? "" : i < 3 ? "-" : i == 3 ? "T" : i < 6 ? ":" : ".";
            String digits = i == 6 ? "%06d" : "%02d";
            iso.append(separator).append(String.format(Locale.ROOT, digits, Integer.parseInt(parts[i])));
        }
        return iso.toString();
    }

    private boolean isIsoWithin(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.lookingAt()) {
            return false;
        }
        String second = parts.group("second");
        ChronoUnit unit =
                second == null ? ChronoUnit.MINUTES : second.length() == 3 ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
        LocalDateTime time = LocalDateTime.parse(
                parts.group("day") + "T" + parts.group("minute") + (second == null ? "" : second.replace(',', '.')));
        String zone = parts.group("zone");
        return zone == null ? isLocalWithin(time, unit) : isWithin(time.toInstant(ZoneOffset.of(zone)), unit);
    }

    /** Without a zone it may be the machine's, or none. */
    private boolean isLocalWithin(LocalDateTime time, ChronoUnit unit) {
        return ZONES.stream().anyMatch(one -> isWithin(time.atZone(one).toInstant(), unit));
    }

    private boolean isWithin(Instant moment, ChronoUnit unit) {
        return !moment.isBefore(start.truncatedTo(unit)) && !moment.isAfter(end);
    }
}
