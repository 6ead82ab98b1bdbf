package dev.assay.kernel;

import dev.assay.kernel.assist.Surroundings;
import dev.assay.kernel.magic.MagicSession;
import dev.assay.kernel.magic.Magics;
import dev.assay.kernel.session.JavaSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** The session as magics, completion and inspection ask about it. */
final class SessionView implements MagicSession, Surroundings {
    private static final Set<String> WITH_JAVA = Set.of("time", "timeit");
    private static final Set<String> WITH_FILES = Set.of("load", "jars", "classpath");

    private final JavaSession session;
    private final CellCode code;
    private final AtomicReference<@Nullable Magics> magics = new AtomicReference<>();

    SessionView(JavaSession session, CellCode code) {
        this.session = session;
        this.code = code;
    }

    /** From now on magics are known. */
    void magics(Magics known) {
        magics.set(known);
    }

    @Override
    public void addToClassPath(List<Path> entries) {
        session.addClassPath(entries.stream().map(Path::toString).toList());
    }

    @Override
    public List<Path> classPath() {
        List<Path> path = new ArrayList<>(session.packages().started());
        session.addedClassPath().forEach(entry -> path.add(Path.of(entry)));
        return path;
    }

    @Override
    public List<String> imports() {
        return session.imports().stream().map(Import::source).toList();
    }

    @Override
    public @Nullable Object evaluate(String text, String file, int line) throws Exception {
        return code.evaluate(text, file.isEmpty() ? session.cellName() : file, line);
    }

    @Override
    public List<Variable> variables() {
        return session.variables().stream()
                .map(variable -> new Variable(variable.name(), variable.typeName(), () -> session.value(variable)
                        .orElse(null)))
                .toList();
    }

    @Override
    public void reset() {
        session.reset();
    }

    @Override
    public Optional<Object> value(VarSnippet variable) {
        return session.value(variable);
    }

    @Override
    public Path folder() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public List<MagicHelp> magics() {
        Magics known = magics.get();
        if (known == null) {
            return List.of();
        }
        List<MagicHelp> all = new ArrayList<>();
        known.lineNames().forEach(name -> all.add(help(known, name, false)));
        known.cellNames().forEach(name -> all.add(help(known, name, true)));
        return all;
    }

    private static MagicHelp help(Magics known, String name, boolean cell) {
        String text = known.help(name, cell).orElse(name);
        return new MagicHelp(name, cell, WITH_JAVA.contains(name), WITH_FILES.contains(name), text);
    }
}
