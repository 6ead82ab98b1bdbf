package dev.assay.kernel.assist;

import dev.assay.kernel.assist.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * The session's live snippets as declarations without bodies, so that analysing a cell costs the same whatever the session's
 * methods do. Where the shell is busy for too long the last known ones serve.
 */
final class Declarations {
    private final JShell shell;
    private final Lock lock;
    private final long patienceMillis;
    private final List<String> prelude;
    private Map<Snippet, String> stubs = Map.of();

    /** @param prelude import declarations that hold whether the shell has seen them or not */
    Declarations(JShell shell, Lock lock, long patienceMillis, List<String> prelude) {
        this.prelude = prelude;
        this.shell = shell;
        this.lock = lock;
        this.patienceMillis = patienceMillis;
    }

    /** What the session declares now. Only the worker calls this. */
    Snapshot now() throws InterruptedException {
        if (lock.tryLock(patienceMillis, TimeUnit.MILLISECONDS)) {
            try {
                refresh();
            } finally {
                lock.unlock();
            }
        }
        return new Snapshot(prelude, stubs);
    }

    private void refresh() {
        Map<Snippet, String> fresh = new LinkedHashMap<>();
        shell.snippets().filter(snippet -> shell.status(snippet).isActive()).forEach(snippet -> {
            String known = stubs.get(snippet);
            fresh.put(snippet, known == null ? stub(snippet) : known);
        });
        stubs = fresh;
    }

    private static String stub(Snippet snippet) {
        if (snippet instanceof ImportSnippet imported) {
            return withSemicolon(imported.source());
        }
        if (snippet instanceof VarSnippet variable) {
            String type = variable.typeName();
            // what cannot be written down (an intersection, an anonymous class) is an Object here
            boolean writable = type != null && !type.isEmpty() && type.chars().noneMatch(c -> "&()|#*".indexOf(c) >= 0);
            return "static " + (writable ? type : "Object") + " " + variable.name() + ";";
        }
        if (snippet instanceof MethodSnippet || snippet instanceof TypeDeclSnippet) {
            ChunkedCell source = new ChunkedCell(snippet.source());
            return source.chunks().isEmpty()
                    ? ""
                    : withoutBodies(source, source.chunks().get(0));
        }
        return "";
    }

    private static String withSemicolon(String source) {
        return source.stripTrailing().endsWith(";") ? source : source + ";";
    }

    /** The declaration as a static member, each method body emptied. */
    static String withoutBodies(ChunkedCell cell, Chunk chunk) {
        StringBuilder kept = new StringBuilder("static ");
        int from = chunk.body();
        int depth = 0;
        List<Token> code = cell.code();
        for (int i = chunk.first(); i < chunk.last(); i++) {
            char c = cell.text().charAt(code.get(i).start());
            if (code.get(i).kind() != Kind.SYMBOL) {
                continue;
            }
            if (depth > 0 && c == '{') {
                depth++;
            } else if (depth > 0 && c == '}') {
                depth--;
                from = depth == 0 ? code.get(i).start() : from;
            } else if (c == '{' && opensBody(cell, chunk, i)) {
                kept.append(cell.text(), from, code.get(i).end());
                depth = 1;
            }
        }
        if (depth == 0) {
            kept.append(cell.text(), from, chunk.end());
        }
        return kept.append(depth > 0 || !chunk.finished() ? "}" : "").toString();
    }

    private static boolean opensBody(ChunkedCell cell, Chunk chunk, int brace) {
        List<Token> code = cell.code();
        if (chunk.kind() == Chunk.Kind.METHOD) {
            return brace > chunk.first() && !cell.text(code.get(brace - 1)).equals("(");
        }
        for (int i = brace - 1; i > chunk.first() && brace - i < 60; i--) {
            String before = cell.text(code.get(i));
            if (before.equals(")")) {
                return !isRecordHeader(cell, chunk, i);
            }
            if (before.equals("throws")) {
                return true;
            }
            if (code.get(i).kind() != Kind.WORD && !before.equals(",") && !before.equals(".")) {
                return false;
            }
            if (Set.of("implements", "permits", "class", "interface", "enum", "extends", "static")
                    .contains(before)) {
                return false;
            }
        }
        return false;
    }

    /** Whether the bracket closes the components of a record: the brace after them opens its members. */
    private static boolean isRecordHeader(ChunkedCell cell, Chunk chunk, int close) {
        int depth = 0;
        for (int i = close; i > chunk.first(); i--) {
            String text = cell.text(cell.code().get(i));
            depth += text.equals(")") ? 1 : text.equals("(") ? -1 : 0;
            if (depth == 0) {
                for (int k = i - 1; k >= chunk.first() && i - k < 40; k--) {
                    String word = cell.text(cell.code().get(k));
                    if (word.equals("record")) {
                        return true;
                    }
                    if (word.equals(";") || word.equals("{") || word.equals("}") || word.equals("(")) {
                        return false;
                    }
                }
                return false;
            }
        }
        return false;
    }

    /** The declarations of one moment. */
    static final class Snapshot {
        private final Map<Snippet, String> stubs;

        private final List<String> prelude;

        private Snapshot(List<String> prelude, Map<Snippet, String> stubs) {
            this.prelude = prelude;
            this.stubs = stubs;
        }

        List<String> imports() {
            Set<String> imports = new LinkedHashSet<>(prelude);
            stubs.forEach((snippet, stub) -> {
                if (snippet instanceof ImportSnippet) {
                    imports.add(stub);
                }
            });
            return List.copyOf(imports);
        }

        /** Variables, methods and types, without those whose names the cell declares anew. */
        List<String> members(Set<String> redeclared) {
            List<String> members = new ArrayList<>();
            stubs.forEach((snippet, stub) -> {
                boolean hidden = !(snippet instanceof MethodSnippet) && redeclared.contains(name(snippet));
                if (!(snippet instanceof ImportSnippet) && !stub.isEmpty() && !hidden) {
                    members.add(stub);
                }
            });
            return members;
        }

        Optional<VarSnippet> variable(String name) {
            return stubs.keySet().stream()
                    .filter(snippet -> snippet instanceof VarSnippet variable
                            && variable.name().equals(name))
                    .map(VarSnippet.class::cast)
                    .reduce((older, newer) -> newer);
        }

        /** Source of the methods of a name. */
        List<String> methods(String name) {
            return stubs.keySet().stream()
                    .filter(snippet -> snippet instanceof MethodSnippet method
                            && method.name().equals(name))
                    .map(Snippet::source)
                    .toList();
        }

        /** Source of the type of a name. */
        Optional<String> type(String name) {
            return stubs.keySet().stream()
                    .filter(snippet -> snippet instanceof TypeDeclSnippet type
                            && type.name().equals(name))
                    .map(Snippet::source)
                    .reduce((older, newer) -> newer);
        }

        private static String name(Snippet snippet) {
            return snippet instanceof VarSnippet variable
                    ? variable.name()
                    : snippet instanceof TypeDeclSnippet type ? type.name() : "";
        }
    }
}
