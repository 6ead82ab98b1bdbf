package dev.assay.assembly.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell that only asks what a name is: {@code Math.abs?} or {@code ?Math.abs}, with two marks in full. No Java ends or starts
 * with one. Frontends show the answer in their pager.
 *
 * @param name as it was written
 * @param detail as in an {@code inspect_request}
 */
record HelpQuestion(String name, int detail) {
    private static final Pattern BEFORE = Pattern.compile("\\s*(\\?{1,2})\\s*([\\p{L}\\p{N}_$.]+)\\s*");
    private static final Pattern AFTER = Pattern.compile("\\s*([\\p{L}\\p{N}_$.]+)\\s*(\\?{1,2})\\s*");

    static Optional<HelpQuestion> of(String code) {
        Matcher before = BEFORE.matcher(code);
        if (before.matches()) {
            return Optional.of(new HelpQuestion(before.group(2), before.group(1).length() - 1));
        }
        Matcher after = AFTER.matcher(code);
        return after.matches()
                ? Optional.of(new HelpQuestion(after.group(1), after.group(2).length() - 1))
                : Optional.empty();
    }

    int cursor() {
        return name.codePointCount(0, name.length());
    }
}
