package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One axis of a still picture: values of a trace to places between two pixels. Numbers, dates or names, whichever the values
 * are; names stand at 0, 1, 2 in the order they come.
 */
final class Scale {

    private static final int TICKS = 6;

    private enum Kind {
        NUMBER,
        LOG,
        DATE,
        NAME
    }

    /** A mark on the axis. */
    record Tick(double at, String label) {}

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private Kind kind;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double from;
    private double to;

    private Scale(Kind kind) {
        this.kind = kind;
    }

    /** Of the kind that all values have. */
    static Scale of(Iterable<JsonNode> values, boolean log) {
        boolean numbers = true;
        boolean dates = true;
        boolean any = false;
        for (JsonNode value : values) {
            if (!value.isNull()) {
                any = true;
                numbers &= value.isNumber();
                dates &= value.isTextual() && Double.isFinite(date(value.textValue()));
            }
        }
        return new Scale(any && dates ? Kind.DATE : !numbers ? Kind.NAME : log ? Kind.LOG : Kind.NUMBER);
    }

    static Scale numbers() {
        return new Scale(Kind.NUMBER);
    }

    boolean hasNames() {
        return kind == Kind.NAME;
    }

    /** The place of a value along the axis, before pixels; NaN of what is missing. A new name gets the next place. */
    double value(JsonNode value) {
        return switch (kind) {
            case NUMBER -> value.isNumber() ? value.doubleValue() : Double.NaN;
            case LOG -> value.isNumber() && value.doubleValue() > 0 ? Math.log10(value.doubleValue()) : Double.NaN;
            case DATE -> value.isTextual() ? date(value.textValue()) : Double.NaN;
            case NAME -> value.isNull() ? Double.NaN : names.computeIfAbsent(value.asText(), name -> names.size());
        };
    }

    /** Widens the axis so that it shows a place. */
    void include(double place) {
        if (Double.isFinite(place)) {
            low = Math.min(low, place);
            high = Math.max(high, place);
        }
    }

    /** Takes a range as it was asked for. */
    void range(double from, double to) {
        low = Math.min(from, to);
        high = Math.max(from, to);
    }

    /** Leaves room at both ends. */
    void pad(double share) {
        if (kind == Kind.NAME) {
            low = -0.5;
            high = Math.max(0.5, names.size() - 0.5);
            return;
        }
        if (!(low <= high)) {
            low = 0;
            high = 1;
        }
        double room = high > low ? (high - low) * share : Math.max(0.5, Math.abs(low) * 0.1);
        // what begins at zero keeps standing on the axis
        low = low == 0 && share > 0 && high > low ? 0 : low - room;
        high += high == 0 && low < 0 ? 0 : room;
    }

    void pixels(double start, double end) {
        from = start;
        to = end;
    }

    double at(double place) {
        return from + (place - low) / (high - low) * (to - from);
    }

    /** The pixels of one unit: of a name's stripe. */
    double unit() {
        return Math.abs(to - from) / (high - low);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    List<Tick> ticks() {
        return switch (kind) {
            case NAME -> nameTicks();
            case DATE -> dateTicks();
            case LOG -> logTicks();
            case NUMBER -> numberTicks();
        };
    }

    private List<Tick> nameTicks() {
        int step = Math.max(1, (int) Math.ceil(names.size() / Math.max(1, Math.abs(to - from) / 16)));
        List<Tick> ticks = new ArrayList<>();
        names.forEach((name, place) -> {
            if (place % step == 0) {
                ticks.add(new Tick(place, Clip.text(FigureView.plain(name), 24)));
            }
        });
        return ticks;
    }

    private List<Tick> numberTicks() {
        double step = step((high - low) / TICKS);
        List<Tick> ticks = new ArrayList<>();
        for (double k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++) {
            ticks.add(new Tick(k * step, label(k * step, step)));
        }
        return ticks;
    }

    private List<Tick> logTicks() {
        List<Tick> ticks = new ArrayList<>();
        int step = (int) Math.max(1, Math.ceil((high - low) / TICKS));
        for (int power = (int) Math.ceil(low); power <= high; power += step) {
            ticks.add(new Tick(power, TableView.number(Math.pow(10, power))));
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten. */
    static double step(double wanted) {
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double head = wanted / power;
        return power * (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10);
    }

    private static String label(double value, double step) {
        if (Math.abs(value) < step / 1000) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= 1e7 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private List<Tick> dateTicks() {
        double days = (high - low) / 86_400_000.0;
        LocalDateTime first = LocalDateTime.ofEpochSecond((long) (low / 1000), 0, ZoneOffset.UTC);
        if (days > 800) {
            int years = (int) Math.max(1, step(days / 365 / TICKS));
            return dateTicks(
                    first.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1).withYear(first.getYear() / years * years),
                    ChronoUnit.YEARS,
                    years,
                    "yyyy");
        }
        if (days > 60) {
            int months = days > 400 ? 6 : days > 200 ? 2 : 1;
            return dateTicks(
                    first.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1), ChronoUnit.MONTHS, months, "MMM yyyy");
        }
        if (days > 3) {
            int step = (int) Math.max(1, Math.ceil(days / TICKS));
            return dateTicks(first.truncatedTo(ChronoUnit.DAYS), ChronoUnit.DAYS, step, "d MMM");
        }
        int minutes = (int) Math.max(1, Math.ceil(days * 24 * 60 / TICKS));
        int step = minutes > 30 ? (minutes + 59) / 60 * 60 : minutes > 5 ? 15 : 1;
        return dateTicks(first.truncatedTo(ChronoUnit.HOURS), ChronoUnit.MINUTES, step, "d MMM HH:mm");
    }

    private List<Tick> dateTicks(LocalDateTime first, ChronoUnit unit, int step, String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        List<Tick> ticks = new ArrayList<>();
        LocalDateTime time = first;
        for (int i = 0; i < 1_000 && ticks.size() < 3 * TICKS; i++) {
            double place = millis(time);
            if (place > high) {
                break;
            }
            if (place >= low) {
                ticks.add(new Tick(place, format.format(time)));
            }
            time = time.plus(step, unit);
        }
        return ticks;
    }

    /** Milliseconds since 1970 of a date as jsplot writes it; NaN of other texts. */
    private static double date(String text) {
        if (text.length() < 10 || text.charAt(4) != '-') {
            return Double.NaN;
        }
        try {
            LocalDate day = LocalDate.parse(text.substring(0, 10));
            LocalTime time =
                    text.length() > 11 ? LocalTime.parse(text.substring(11).replace("Z", "")) : LocalTime.MIDNIGHT;
            return millis(day.atTime(time));
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    private static double millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
