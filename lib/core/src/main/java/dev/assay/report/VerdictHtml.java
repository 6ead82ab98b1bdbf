package dev.assay.report;

import dev.assay.verdict.Verdict;

/** {@code verdict.html}: see the branch that draws it. */
final class VerdictHtml {

    private VerdictHtml() {}

    static String of(Verdict verdict, Thumbnails thumbnails) {
        return "<!doctype html>" + verdict.status().words() + thumbnails.of("").isPresent();
    }
}
