package dev.assay.kernel.session;

import dev.assay.kernel.Import;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * The imports that a session starts with, made when a cell first mentions one of their names. A name is looked for in the
 * text as it stands: one in a comment costs an import too many and nothing else. The fast path has an import at once;
 * JShell, whose first one takes it as long as all of a first cell, is told later. Its caller holds the lock.
 */
final class Prelude {
    private static final Pattern JDK_PACKAGE = Pattern.compile("javax?\\.[\\w.]+\\.\\*");
    private static final Pattern TYPE_DECLARED =
            Pattern.compile("\\b(?:class|interface|enum|record)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)");

    /** An import of all of something, at the start of a cell or behind another. */
    private static final Pattern LEADING = Pattern.compile("\\G\\s*import\\s+((?:static\\s+)?[\\w.]+\\.\\*)\\s*;");

    private final JShell shell;
    private final Ahead ahead;
    private final Losses losses;
    private final Runnable settle;
    private final Consumer<Import> whenMade;
    private final List<Import> imports;
    private final Map<String, Import> byDeclaration = new HashMap<>();
    private final Map<String, List<Import>> byName = new HashMap<>();
    private final Map<String, Import> packages = new LinkedHashMap<>();
    private final Set<Import> made = new HashSet<>();
    private final Map<String, Snippet> single = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /**
     * @param ahead takes what JShell is to be told
     * @param settle tells JShell all that is there to tell
     * @param whenMade hears of each import when it is made
     */
    Prelude(
            JShell shell,
            Ahead ahead,
            Losses losses,
            Runnable settle,
            Consumer<Import> whenMade,
            List<Import> imports) {
        this.shell = shell;
        this.ahead = ahead;
        this.losses = losses;
        this.settle = settle;
        this.whenMade = whenMade;
        this.imports = imports;
        again();
    }

    /** Starts anew, for a session that has forgotten what it was given. */
    void again() {
        byName.clear();
        packages.clear();
        made.clear();
        single.clear();
        known.clear();
        imports.forEach(this::remember);
    }

    private void remember(Import wanted) {
        String declaration = wanted.declaration();
        byDeclaration.put(declaration, wanted);
        if (!wanted.names().isEmpty()) {
            for (String name : wanted.names()) {
                byName.computeIfAbsent(name, none -> new ArrayList<>()).add(wanted);
            }
        } else if (JDK_PACKAGE.matcher(declaration).matches()) {
            packages.put(declaration.substring(0, declaration.length() - 1), wanted);
        } else {
            make(wanted);
        }
    }

    /** The cell with blanks in place of imports at its start that the session has anyway, and that are made now. */
    String without(String code) {
        Matcher matcher = LEADING.matcher(code);
        int end = 0;
        while (matcher.find()) {
            Import wanted = byDeclaration.get(matcher.group(1).replaceAll("\\s+", " "));
            if (wanted == null) {
                break;
            }
            make(wanted);
            end = matcher.end();
        }
        return end == 0 ? code : code.substring(0, end).replaceAll("\\S", " ") + code.substring(end);
    }

    /** Makes the imports that a cell needs, and takes back single ones whose names it declares for itself. */
    void before(String code) {
        Set<String> own = declaredTypes(code);
        for (String name : words(code)) {
            if (!own.contains(name)) {
                mentioned(name);
            }
        }
    }

    /** Whether a word has been in the text of a cell already. */
    boolean knows(String word) {
        return known.contains(word);
    }

    /** The words in a text, in order of appearance, whether they are code or stand in a comment. */
    static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        int at = 0;
        while (at < text.length()) {
            if (!Character.isJavaIdentifierStart(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            words.add(text.substring(start, at));
        }
        return words;
    }

    private Set<String> declaredTypes(String code) {
        Set<String> own = new HashSet<>();
        for (Matcher matcher = TYPE_DECLARED.matcher(code); matcher.find(); ) {
            String name = matcher.group(1);
            own.add(name);
            known.add(name);
            if (byName.getOrDefault(name, List.of()).stream().anyMatch(this::isMadeAlone)) {
                settle.run(); // what JShell is told later would need the import
                Snippet imported = single.remove(name);
                if (imported != null) {
                    // Javac takes no second meaning for a name that was imported alone.
                    shell.drop(imported).forEach(losses::note);
                }
            }
        }
        return own;
    }

    private void mentioned(String name) {
        if (!known.add(name)) {
            return;
        }
        byName.getOrDefault(name, List.of()).forEach(this::make);
        if (!packages.isEmpty() && !isClass("java.lang." + name)) {
            packages.entrySet().removeIf(entry -> {
                boolean found = isClass(entry.getKey() + name);
                if (found) {
                    make(entry.getValue());
                }
                return found;
            });
        }
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private boolean isMadeAlone(Import wanted) {
        return !wanted.isOnDemand() && made.contains(wanted);
    }

    private void make(Import wanted) {
        if (made.add(wanted)) {
            ahead.add(wanted);
            whenMade.accept(wanted);
        }
    }

    /** Tells JShell of an import. */
    void tell(Import wanted) {
        Losses.Before before = losses.before();
        List<SnippetEvent> events = shell.eval(wanted.source());
        losses.after(events, before);
        losses.giveBack(before);
        if (!wanted.isOnDemand() && !events.isEmpty()) {
            single.put(wanted.names().iterator().next(), events.get(0).snippet());
        }
    }
}
