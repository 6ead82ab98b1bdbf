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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * The imports that a session starts with, made when a cell first mentions one of their names. A name is looked for in the
 * text as it stands: one in a comment costs an import too many and nothing else. Its caller holds the lock.
 */
final class Prelude {
    private static final Pattern JDK_PACKAGE = Pattern.compile("javax?\\.[\\w.]+\\.\\*");
    private static final Pattern TYPE_DECLARED =
            Pattern.compile("\\b(?:class|interface|enum|record)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)");

    private final JShell shell;
    private final Losses losses;
    private final Runnable settle;
    private final List<Import> imports;
    private final Map<String, List<Import>> byName = new HashMap<>();
    private final Map<String, Import> packages = new LinkedHashMap<>();
    private final Set<Import> made = new HashSet<>();
    private final Map<String, Snippet> single = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /** @param settle tells JShell of what was declared without it */
    Prelude(JShell shell, Losses losses, Runnable settle, List<Import> imports) {
        this.shell = shell;
        this.losses = losses;
        this.settle = settle;
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
            Snippet imported = single.remove(name);
            if (imported != null) {
                // Javac takes no second meaning for a name that was imported alone.
                settle.run(); // what JShell is told later would need the import
                shell.drop(imported).forEach(losses::note);
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

    private void make(Import wanted) {
        if (made.add(wanted)) {
            Losses.Before before = losses.before();
            List<SnippetEvent> events = shell.eval(wanted.source());
            losses.after(events, before);
            if (wanted.names().size() == 1 && !events.isEmpty()) {
                single.put(wanted.names().iterator().next(), events.get(0).snippet());
            }
        }
    }
}
