package dev.assay.kernel.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** The plainest session that runs Java: JShell in this process, and a kernel with nothing in it but its magics. */
final class ShellSession implements MagicSession, AutoCloseable {
    final List<Path> added = new ArrayList<>();
    final List<String> places = new ArrayList<>();
    int resets;
    final Kernel kernel = new Kernel();
    final Magics magics = new Magics(kernel, this);
    private @Nullable JShell shell; // most magics need none, and it takes half a second

    static final class FailedToCompile extends Exception {
        FailedToCompile(String message) {
            super(message);
        }
    }

    /** Runs a cell. */
    @Nullable
    Object run(String cell) throws Exception {
        return evaluate(cell, "", 1);
    }

    @Override
    public @Nullable Object evaluate(String code, String file, int line) throws Exception {
        places.add(file + ":" + line);
        Object last = null;
        for (Part part : Part.parse(code)) {
            if (part instanceof Part.Code java) {
                last = java(java.code());
            } else if (part instanceof Part.Line magic) {
                last = magics.run(magic);
            } else if (part instanceof Part.Whole magic) {
                last = magics.run(magic);
            }
        }
        return last;
    }

    private @Nullable Object java(String code) throws Exception {
        Object last = null;
        String rest = code;
        while (!rest.isBlank()) {
            var info = shell().sourceCodeAnalysis().analyzeCompletion(rest);
            String snippet = info.source() == null ? rest : info.source();
            rest = info.source() == null ? "" : info.remaining();
            last = null;
            for (SnippetEvent event : shell().eval(snippet)) {
                if (event.status() == Snippet.Status.REJECTED) {
                    throw new FailedToCompile(snippet
                            + shell().diagnostics(event.snippet())
                                    .map(d -> d.getMessage(java.util.Locale.ROOT))
                                    .toList());
                }
                if (event.exception() != null) {
                    throw event.exception();
                }
                if (event.causeSnippet() == null
                        && event.snippet() instanceof VarSnippet made
                        && snippet.strip().matches("(?s)[^;]*[^;{}]|\\(dev.*")
                        && !snippet.contains(" = ")) {
                    last = held(made.name());
                } else if (event.causeSnippet() == null
                        && event.snippet() instanceof VarSnippet made
                        && made.name().startsWith("$")) {
                    last = held(made.name());
                }
            }
        }
        return last;
    }

    private @Nullable Object held(String name) {
        shell().eval("dev.assay.kernel.magic.Held.put(" + name + ");");
        return Held.take();
    }

    @Override
    public void addToClassPath(List<Path> entries) {
        added.addAll(entries);
    }

    @Override
    public List<Path> classPath() {
        return List.copyOf(added);
    }

    @Override
    public List<Variable> variables() {
        return shell().variables()
                .filter(variable -> !variable.name().startsWith("$"))
                .map(variable -> new Variable(
                        variable.name(), variable.typeName(), (Supplier<@Nullable Object>) () -> held(variable.name())))
                .toList();
    }

    @Override
    public void reset() {
        resets++;
    }

    private JShell shell() {
        JShell made = shell;
        if (made == null) {
            made = JShell.builder()
                    .executionEngine(new LocalExecutionControlProvider(), java.util.Map.of())
                    .build();
            shell = made;
        }
        return made;
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.close();
        }
    }

    /** Only its registry is used. */
    @NullUnmarked
    static final class Kernel extends BaseKernel {
        Kernel() {
            super(
                    "test",
                    "1",
                    new LanguageInfo.Builder("java").build(),
                    List.of(),
                    null,
                    new JupyterIO(java.nio.charset.StandardCharsets.UTF_8),
                    new CommManager(),
                    new Renderer(),
                    new MagicParser("%", "%%", new MagicTranspiler()),
                    new MagicsRegistry(),
                    false,
                    new StringStyler.Builder().build());
        }

        @Override
        public Object evalRaw(String expression) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DisplayData inspect(String code, int at, boolean extra) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReplacementOptions complete(String code, int at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String isComplete(String code) {
            throw new UnsupportedOperationException();
        }
    }
}
