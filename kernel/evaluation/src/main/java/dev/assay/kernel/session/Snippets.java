package dev.assay.kernel.session;

import dev.assay.kernel.Import;
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
import java.util.function.Predicate;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Evaluates code: past JShell where that is possible, else with it, snippet by snippet. Its caller holds the lock. */
final class Snippets {
    private final JShell shell;
    private final Ahead ahead;
    private final InProcessControl control;
    private final BooleanSupplier stopped;
    private final Splitter splitter;
    private final FastPath fast;
    private final ShellSteps steps;
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
        this.stopped = stopped;
        splitter = new Splitter(shell);
        memory = new ShellMemory(shell, loader);
        Origins origins = new Origins(shell);
        Replaced replaced = new Replaced(shell, loader, origins);
        failures = new Failures(shell, origins);
        losses = new Losses(shell, loader, replaced, notes);
        fast = new FastPath(compiler, ahead, control, loader, origins, failures, stopped);
        steps = new ShellSteps(shell, control, loader, origins, losses, replaced, failures, notes);
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
        CellParts parts = fast.parts(code);
        boolean fresh = parts != null && parts.declared().stream().noneMatch(prelude::knows);
        prelude.before(code);
        Evaluation passed = parts != null
                ? (fresh ? fast.declare(code, parts, place) : null)
                : (FastPath.declares(code) ? null : fast.pass(code, place));
        if (passed != null) {
            return passed;
        }
        settle();
        List<ShellSteps.Pending> pending = new ArrayList<>();
        try {
            return evaluate(code, place, pending);
        } finally {
            steps.takeBack(pending);
            memory.evaluated();
        }
    }

    private Evaluation evaluate(String code, Place place, List<ShellSteps.Pending> pending) {
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
        Evaluation undefined = steps.undefined(pending);
        return undefined != null ? undefined : last;
    }

    /** Runs the pieces that come next in one compilation, as far as they declare nothing; null if there are fewer than two. */
    private @Nullable Evaluation passTogether(Deque<Splitter.Piece> pieces, String code, Place place) {
        int start = -1;
        int end = -1;
        int count = 0;
        for (Splitter.Piece piece : pieces) {
            boolean follows = start < 0 || piece.offset() == end;
            if (!follows || !piece.complete() || FastPath.declares(piece.source())) {
                break;
            }
            start = start < 0 ? piece.offset() : start;
            end = piece.end();
            count++;
        }
        Evaluation passed = count < 2 ? null : fast.pass(code.substring(start, end), place.after(code, start));
        for (int i = 0; passed != null && i < count; i++) {
            pieces.removeFirst();
        }
        return passed;
    }

    private Evaluation one(Splitter.Piece piece, Place place, boolean several, List<ShellSteps.Pending> pending) {
        if (stopped.getAsBoolean()) {
            return failures.threw(new CellStopped());
        }
        Evaluation passed = several && !FastPath.declares(piece.source()) ? fast.pass(piece.source(), place) : null;
        return passed != null ? passed : steps.step(piece.source(), place, pending);
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
            Evaluation told = steps.step(declared.source(), declared.place(), new ArrayList<>());
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
                any |= steps.step(piece.source(), place.after(code, piece.offset()), new ArrayList<>())
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
        drop(snippet -> !kept.contains(snippet));
        prelude.again();
    }

    /** Drops what is declared under these names. */
    void forget(Set<String> names) {
        if (names.stream().anyMatch(name -> ahead.className(name) != null)) {
            settle();
        }
        drop(snippet -> snippet instanceof PersistentSnippet persistent && names.contains(persistent.name()));
    }

    private void drop(Predicate<Snippet> which) {
        List<Snippet> declared = new ArrayList<>(shell.snippets().toList());
        Collections.reverse(declared);
        for (Snippet snippet : declared) {
            if (which.test(snippet) && shell.status(snippet).isActive()) {
                steps.drop(snippet);
            }
        }
    }

    List<VarSnippet> variables() {
        settle();
        return shell.variables()
                .filter(variable -> shell.status(variable) == Status.VALID)
                .toList();
    }
}
