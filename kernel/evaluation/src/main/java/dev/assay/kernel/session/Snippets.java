package dev.assay.kernel.session;

import dev.assay.kernel.Import;
import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Evaluates code with JShell, snippet by snippet. Its caller holds the lock. */
final class Snippets {
    /** What surely starts a declaration: not worth an attempt on the fast path. */
    private static final Pattern DECLARATION = Pattern.compile(
            "\\s*(?:import|class|interface|enum|record|abstract|public|private|protected|static|final|void|@)\\b"
                    + "|\\s*(?!return|throw|new|else|assert|yield)[\\w.]+(?:<[^;=()]*>)?(?:\\[\\s*\\])*\\s+\\w+\\s*[=;,({\\[]");

    private final JShell shell;
    private final Ahead ahead;
    private final InProcessControl control;
    private final CellLoader loader;
    private final @Nullable CellCompiler compiler;
    private final BooleanSupplier stopped;
    private final Consumer<String> notes;
    private final Splitter splitter;
    private final Origins origins;
    private final Replaced replaced;
    private final ShellMemory memory;
    private final Failures failures;
    private final Losses losses;
    private Prelude prelude;
    private int lost;
    private final Set<Snippet> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param ahead takes what is declared before JShell is told
     * @param compiler the fast path, null for none
     * @param stopped whether the running cell is to stop
     * @param notes takes what the person in front of the notebook should know
     */
    Snippets(
            JShell shell,
            Ahead ahead,
            InProcessControl control,
            CellLoader loader,
            @Nullable CellCompiler compiler,
            BooleanSupplier stopped,
            Consumer<String> notes) {
        this.shell = shell;
        this.ahead = ahead;
        this.control = control;
        this.loader = loader;
        this.compiler = compiler;
        this.stopped = stopped;
        this.notes = notes;
        splitter = new Splitter(shell);
        origins = new Origins(shell);
        memory = new ShellMemory(shell, loader);
        replaced = new Replaced(shell, loader, origins);
        failures = new Failures(shell, origins);
        losses = new Losses(shell, loader, replaced, notes);
        prelude = new Prelude(shell, ahead, losses, this::settle, made -> {}, List.of());
    }

    Failures failures() {
        return failures;
    }

    /**
     * What code sees from now on without importing it.
     *
     * @param whenMade hears of each import when a cell first needs it
     */
    void prelude(List<Import> imports, Consumer<Import> whenMade) {
        prelude = new Prelude(shell, ahead, losses, this::settle, whenMade, imports);
    }

    Evaluation evaluate(String code, Place place) {
        try {
            return evaluated(code, place);
        } finally {
            losses.tell();
        }
    }

    private Evaluation evaluated(String cell, Place place) {
        String code = prelude.without(cell);
        if (code.isBlank() && !cell.isBlank()) {
            return new Evaluation.Value(null);
        }
        CellParts parts = compiler == null ? null : CellParts.of(code);
        boolean fresh = parts != null && parts.declared().stream().noneMatch(prelude::knows);
        prelude.before(code);
        Evaluation passed = parts != null
                ? (fresh ? declare(code, parts, place) : null)
                : (DECLARATION.matcher(code).lookingAt() ? null : pass(code, place));
        if (passed != null) {
            return passed;
        }
        settle();
        List<Pending> pending = new ArrayList<>();
        try {
            return evaluate(code, place, pending);
        } finally {
            takeBack(pending);
            memory.evaluated();
        }
    }

    private Evaluation evaluate(String code, Place place, List<Pending> pending) {
        Deque<Splitter.Piece> pieces = new ArrayDeque<>(splitter.split(code));
        boolean several = pieces.size() > 1;
        Evaluation last = new Evaluation.Value(null);
        while (!pieces.isEmpty()) {
            Evaluation passed = several ? passTogether(pieces, code, place) : null;
            if (passed != null) {
                last = passed;
                if (last instanceof Evaluation.Broken) {
                    return last;
                }
                continue;
            }
            Splitter.Piece piece = pieces.removeFirst();
            if (!piece.complete()) {
                return failures.incomplete(piece.source(), place.after(code, piece.offset()));
            }
            last = one(piece, place.after(code, piece.offset()), several, pending);
            if (last instanceof Evaluation.Broken broken) {
                boolean hoisted = broken.failure().name().equals(Failures.COMPILATION) && hoist(pieces, code, place);
                if (!hoisted) {
                    return last;
                }
                last = one(piece, place.after(code, piece.offset()), false, pending);
                if (last instanceof Evaluation.Broken) {
                    return last;
                }
            }
        }
        for (Pending declared : pending) {
            if (shell.status(declared.snippet()) == Status.RECOVERABLE_NOT_DEFINED) {
                last = failures.compilation(declared.snippet(), declared.place());
            }
        }
        return last;
    }

    /** Takes back what was declared with the help of names that did not come. */
    private void takeBack(List<Pending> pending) {
        for (Pending declared : pending) {
            if (shell.status(declared.snippet()) == Status.RECOVERABLE_NOT_DEFINED) {
                shell.drop(declared.snippet());
                replaced.restore(declared.replaced());
            } else if (shell.status(declared.snippet()) == Status.RECOVERABLE_DEFINED) {
                notes.accept("note: " + failures.waiting((DeclarationSnippet) declared.snippet()));
            }
        }
    }

    /** A declaration that needs names that may follow in the same cell, and what it replaced. */
    private record Pending(Snippet snippet, Place place, List<Snippet> replaced) {}

    /** Runs the pieces that come next in one compilation, as far as they declare nothing; null if there are fewer than two. */
    private @Nullable Evaluation passTogether(Deque<Splitter.Piece> pieces, String code, Place place) {
        int start = -1;
        int end = -1;
        int count = 0;
        for (Splitter.Piece piece : pieces) {
            boolean follows = start < 0 || piece.offset() == end;
            if (!follows
                    || !piece.complete()
                    || DECLARATION.matcher(piece.source()).lookingAt()) {
                break;
            }
            start = start < 0 ? piece.offset() : start;
            end = piece.end();
            count++;
        }
        Evaluation passed = count < 2 ? null : pass(code.substring(start, end), place.after(code, start));
        for (int i = 0; passed != null && i < count; i++) {
            pieces.removeFirst();
        }
        return passed;
    }

    private Evaluation one(Splitter.Piece piece, Place place, boolean several, List<Pending> pending) {
        if (stopped.getAsBoolean()) {
            return failures.threw(new CellStopped());
        }
        Evaluation passed =
                several && !DECLARATION.matcher(piece.source()).lookingAt() ? pass(piece.source(), place) : null;
        return passed != null ? passed : step(piece.source(), place, pending);
    }

    /** Runs code past JShell in one compilation, if it declares nothing and is nothing unusual; else null. */
    private @Nullable Evaluation pass(String code, Place place) {
        if (compiler == null || !(compiler.compile(code, place) instanceof CompiledCell.Ready ready)) {
            return null;
        }
        return stopped.getAsBoolean() ? failures.threw(new CellStopped()) : run(ready, code, place);
    }

    private Evaluation run(CompiledCell.Ready ready, String code, Place place) {
        origins.add(ready.className(), code, place);
        control.run(ready);
        Object value = control.takeValue();
        Throwable thrown = control.takeFailure();
        return thrown != null ? failures.threw(thrown) : new Evaluation.Value(ready.valued() ? value : null);
    }

    /** Runs a cell past JShell that declares names nobody has used; null where it is for JShell after all. */
    private @Nullable Evaluation declare(String code, CellParts parts, Place place) {
        if (compiler == null || !(compiler.compile(code, parts, place) instanceof CompiledCell.Declaring cell)) {
            return null;
        }
        Evaluation last = new Evaluation.Value(null);
        for (CompiledCell.Step step : cell.steps()) {
            if (stopped.getAsBoolean()) {
                return failures.threw(new CellStopped());
            }
            last = step(step, code, place);
            if (last instanceof Evaluation.Broken) {
                return last;
            }
        }
        return last;
    }

    private Evaluation step(CompiledCell.Step step, String code, Place place) {
        if (step instanceof CompiledCell.Run run) {
            return run(run.statements(), code, place);
        }
        CompiledCell.Declare declare = (CompiledCell.Declare) step;
        origins.addDeclaring(declare.className(), code, place);
        try {
            loader.declare(declare);
        } catch (ClassNotFoundException | LinkageError e) {
            return failures.threw(e);
        }
        ahead.add(new Ahead.Declared(
                declare.name(), declare.className(), declare.source(), place.after(code, declare.offset())));
        if (!declare.initialized()) {
            return new Evaluation.Value(null);
        }
        control.initialize(declare.className());
        control.takeValue();
        Throwable thrown = control.takeFailure();
        return thrown != null ? failures.threw(thrown) : new Evaluation.Value(null);
    }

    /** Tells JShell of all that was declared without it. */
    void settle() {
        while (!ahead.isEmpty()) {
            settleOne();
        }
    }

    /**
     * Tells JShell of the first of these, imports before all. Nothing of a declaration runs, and its class stays the one that
     * there is.
     */
    void settleOne() {
        Iterator<Import> imports = ahead.imports().iterator();
        if (imports.hasNext()) {
            Import made = imports.next();
            ahead.told(made);
            prelude.tell(made);
        } else {
            settleDeclared();
        }
    }

    private void settleDeclared() {
        Ahead.Declared declared = ahead.first();
        if (declared == null) {
            return;
        }
        control.tells(declared);
        try {
            Evaluation told = step(declared.source(), declared.place(), new ArrayList<>());
            if (told instanceof Evaluation.Broken broken) {
                losses.note(declared.name(), broken.failure().message());
                lost++;
            }
        } finally {
            control.tells(null);
            ahead.told(declared);
        }
        if (ahead.isEmpty()) {
            memory.evaluated();
        }
    }

    /** How often JShell did not take what had run already. */
    int lost() {
        return lost;
    }

    /**
     * Declares the methods and types that follow in the cell, for what comes before them and needs them.
     *
     * @return whether there were any; they are no longer among the pieces
     */
    private boolean hoist(Deque<Splitter.Piece> pieces, String code, Place place) {
        boolean any = false;
        for (Iterator<Splitter.Piece> rest = pieces.iterator(); rest.hasNext(); ) {
            Splitter.Piece piece = rest.next();
            if (piece.complete() && isMethodOrType(piece.source())) {
                rest.remove();
                any |= step(piece.source(), place.after(code, piece.offset()), new ArrayList<>())
                        instanceof Evaluation.Value;
            }
        }
        return any;
    }

    private boolean isMethodOrType(String source) {
        return shell.sourceCodeAnalysis().sourceToSnippets(source).stream()
                .anyMatch(snippet -> snippet.kind() == Kind.METHOD || snippet.kind() == Kind.TYPE_DECL);
    }

    /** From now on {@link #reset} leaves what is there. */
    void keep() {
        settle();
        kept.clear();
        shell.snippets().forEach(kept::add);
    }

    /** Drops what was declared since, the latest first, so that nothing is compiled anew for want of it. */
    void reset() {
        settle();
        dropAllBut(kept);
        prelude.again();
    }

    /** Drops what is declared under these names. */
    void forget(Set<String> names) {
        if (names.stream().anyMatch(name -> ahead.className(name) != null)) {
            settle();
        }
        List<Snippet> declared = new ArrayList<>(shell.snippets().toList());
        Collections.reverse(declared);
        for (Snippet snippet : declared) {
            boolean named = snippet instanceof PersistentSnippet persistent && names.contains(persistent.name());
            if (named && shell.status(snippet).isActive()) {
                drop(snippet);
            }
        }
    }

    private void dropAllBut(Set<Snippet> remaining) {
        List<Snippet> declared = new ArrayList<>(shell.snippets().toList());
        Collections.reverse(declared);
        for (Snippet snippet : declared) {
            if (!remaining.contains(snippet) && shell.status(snippet).isActive()) {
                drop(snippet);
            }
        }
    }

    private void drop(Snippet snippet) {
        String wrapper = shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
        shell.drop(snippet);
        if (snippet.kind() != Kind.IMPORT) {
            loader.retire(wrapper);
        }
        origins.remove(snippet);
    }

    List<VarSnippet> variables() {
        settle();
        return shell.variables()
                .filter(variable -> shell.status(variable) == Status.VALID)
                .toList();
    }

    /** @param pending takes what was declared with the help of names that may follow in the same cell */
    private Evaluation step(String source, Place place, List<Pending> pending) {
        Losses.Before before = losses.before();
        List<SnippetEvent> events = shell.eval(source);
        Object value = control.takeValue();
        Throwable thrown = control.takeFailure();
        Evaluation result = new Evaluation.Value(null);
        List<Snippet> overwritten = Replaced.of(events);
        boolean declared = true;
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() != null || event.status() == Status.OVERWRITTEN) {
                continue;
            }
            if (event.status() == Status.RECOVERABLE_NOT_DEFINED) {
                pending.add(new Pending(snippet, place, overwritten));
                overwritten = List.of();
                declared = false;
                continue;
            }
            if (event.status() == Status.RECOVERABLE_DEFINED) {
                pending.add(new Pending(snippet, place, List.of()));
            }
            boolean compiled = event.status().isDefined() && hasClass(snippet);
            declared &= compiled;
            if (compiled) {
                origins.add(snippet, place);
            } else if (event.status().isDefined()) {
                // javac has crashed, and JShell takes no notice: everything that follows would miss the class.
                drop(snippet);
                renewCompiler();
            }
            result = compiled || !event.status().isDefined()
                    ? outcome(event, value, thrown, place)
                    : failures.crashed(source, place);
            if (result instanceof Evaluation.Broken) {
                break;
            }
        }
        if (declared) {
            replaced.release(overwritten);
            losses.after(events, before);
        } else {
            replaced.restore(overwritten);
        }
        events.forEach(event -> retire(event.snippet()));
        return result;
    }

    /** A compiler that crashed is used again, and writes broken classes; a longer class path makes JShell get new ones. */
    private void renewCompiler() {
        String[] path = System.getProperty("java.class.path", "").split(File.pathSeparator);
        shell.addToClasspath(path[0].isEmpty() ? System.getProperty("java.home") : path[0]);
    }

    private boolean hasClass(Snippet snippet) {
        return snippet.kind() == Kind.IMPORT
                || loader.has(shell.sourceCodeAnalysis().wrapper(snippet).fullClassName());
    }

    private Evaluation outcome(SnippetEvent event, @Nullable Object value, @Nullable Throwable thrown, Place place) {
        Snippet snippet = event.snippet();
        if (thrown != null) {
            return failures.threw(thrown);
        }
        JShellException exception = event.exception();
        if (exception instanceof UnresolvedReferenceException unresolved) {
            return failures.unresolved(unresolved.getSnippet());
        }
        if (!event.status().isDefined()) {
            return failures.compilation(snippet, place);
        }
        return new Evaluation.Value(isExpression(snippet) ? value : null);
    }

    private static boolean isExpression(Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    /** Lets go of what nobody can refer to any more: else a redefinition compiles all statements of the past anew. */
    private void retire(Snippet snippet) {
        boolean temporary =
                snippet instanceof VarSnippet && snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
        if (!temporary && snippet.kind().isPersistent()) {
            return;
        }
        if (shell.status(snippet).isActive()) {
            drop(snippet);
        }
    }
}
