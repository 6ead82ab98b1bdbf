package dev.assay.report;

import dev.assay.quota.Quotas;
import dev.assay.schema.Counted;
import dev.assay.verdict.Duplicates;
import dev.assay.verdict.Expected;
import dev.assay.verdict.Remedy;
import dev.assay.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and sentences as every report words them. */
final class Words {

    private Words() {}

    /** A proportion as a percentage with one decimal: {@code 12.5 %}. */
    static String percent(double proportion) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * proportion);
    }

    /** A number with so many decimals, in plain digits. */
    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A count with its noun: {@code 1 video}, {@code 3 videos}. */
    static String count(long count, String noun) {
        return Counted.of(count, noun);
    }

    /** What was selected and how many criteria are met, in a sentence. */
    static String answer(Verdict verdict) {
        Expected expected = Expected.of(verdict);
        long open = verdict.criteria().stream().filter(c -> !c.met()).count();
        return count(expected.realVideos(), "video") + " selected of "
                + count(verdict.choice().suitable(), "suitable real") + ", "
                + count(expected.clips(), "clip") + "; "
                + (verdict.criteria().size() - open) + " of "
                + verdict.criteria().size() + " criteria are met.";
    }

    /** Words as a sentence: a capital first, a full stop last. */
    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + (words.endsWith(".") ? "" : ".");
    }

    /** The numbers of a remedy, in brackets; empty where there are none. */
    static String parameters(Remedy remedy) {
        List<String> parts = new ArrayList<>();
        remedy.parameters().forEach((name, value) -> parts.add(name + " " + value));
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    /** Why a cell has its quota. */
    static String quota(Quotas.Cell cell, long available, long size) {
        String have = cell.available() + " of " + available + " suitable ("
                + percent((double) cell.available() / available) + ")";
        String take = cell.quota() + " of " + size + " taken (" + percent((double) cell.quota() / size) + ")";
        String why = cell.quota() == cell.available()
                ? "all there are"
                : (double) cell.quota() / size < (double) cell.available() / available
                        ? "fewer than in proportion, to make room for scarcer cells"
                        : "more than in proportion, for equal shares of the levels";
        return have + "; " + take + ": " + why;
    }

    /** How many files are byte copies, and how many show nearly the same, as far as either was looked for. */
    static String duplicates(Duplicates duplicates) {
        if (duplicates.groups() + duplicates.nearGroups() == 0) {
            return none(duplicates);
        }
        String near = duplicates.picturesCompared()
                ? Counted.of(duplicates.near(), "shows", "show") + " nearly what another shows ("
                        + count(duplicates.nearGroups(), "cluster")
                        + "): encoded again, scaled, a little cropped, or a fake of it."
                : "what shows nearly the same was not compared.";
        return Counted.of(duplicates.copies(), "file is a byte copy", "files are byte copies") + " ("
                + count(duplicates.groups(), "content") + " in more than one file), " + near
                + " Of each, one real at most is suitable.";
    }

    private static String none(Duplicates duplicates) {
        if (duplicates.picturesCompared()) {
            return "No two files with the same content, none that show nearly the same.";
        }
        return (duplicates.contentCompared()
                        ? "No two files with the same content"
                        : "Nothing states that two files have the same content: not compared, or none have")
                + "; what shows nearly the same was not compared.";
    }

    /** A duration: {@code 95 s}, {@code 12.5 min}, {@code 3.2 h}. */
    static String duration(double seconds) {
        if (seconds < 120) {
            return number(seconds, seconds == Math.rint(seconds) ? 0 : 1) + " s";
        }
        return seconds < 7200 ? number(seconds / 60, 1) + " min" : number(seconds / 3600, 1) + " h";
    }
}
