package dev.assay.kernel.assist;

import dev.assay.kernel.Completions.Completion;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what fits the word under the cursor, each text once, and puts it in one order for everybody. */
final class Candidates {
    /** Nobody reads further, and a frontend draws each. */
    private static final int MOST = 400;

    private final String prefix;
    private final Map<String, Candidate> exact = new LinkedHashMap<>();
    private final Map<String, Candidate> folded = new LinkedHashMap<>();

    Candidates(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /** Whether a name could be meant: a prefix of it is written, in whatever case. */
    boolean fits(CharSequence name) {
        return name.length() >= prefix.length() && name.toString().regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** Offers a text by the name it is looked up by; a lower rank stands further up. */
    void add(String name, String text, String type, @Nullable String signature, Rank rank) {
        if (!fits(name)) {
            return;
        }
        Map<String, Candidate> into = name.startsWith(prefix) ? exact : folded;
        Candidate candidate = new Candidate(text, type, signature, rank, 0, into.size());
        into.merge(text, candidate, Candidate::with);
    }

    /** Candidates in the written case; those in another only where there are none. */
    List<Completion> sorted() {
        Map<String, Candidate> chosen = exact.isEmpty() ? folded : exact;
        return chosen.values().stream()
                .sorted(Comparator.comparing(Candidate::rank)
                        // those come in the order of how often they are meant
                        .thenComparing(candidate -> candidate.rank() == Rank.NOT_IMPORTED ? candidate.order() : 0)
                        .thenComparing(candidate -> candidate.text().toLowerCase(Locale.ROOT))
                        .thenComparing(Candidate::text))
                .limit(MOST)
                .map(Candidate::completion)
                .toList();
    }

    /** Where a candidate stands, best first. */
    enum Rank {
        MATCHES,
        LOCAL,
        MEMBER,
        TYPE,
        /** Members of Object and what is deprecated. */
        COMMON,
        KEYWORD,
        PACKAGE,
        NOT_IMPORTED
    }

    /**
     * @param more further overloads of the text
     * @param order how many were offered before
     */
    private record Candidate(String text, String type, @Nullable String signature, Rank rank, int more, int order) {
        Candidate with(Candidate other) {
            Candidate better = other.rank.compareTo(rank) < 0 ? other : this;
            boolean counts = type.equals("function") && other.type.equals("function");
            // the same method, seen again through an interface
            boolean same = signature != null && signature.equals(other.signature);
            return new Candidate(
                    text, better.type, better.signature, better.rank, counts && !same ? more + 1 : more, order);
        }

        Completion completion() {
            String shown = signature == null || more == 0
                    ? signature
                    : signature + " (+" + more + (more == 1 ? " overload)" : " overloads)");
            return new Completion(text, type, shown);
        }
    }
}
