package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.KernelOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkModulesTest {
    private static final String NO_PACKAGE = "compiler.err.doesnt.exist";
    private static final CompiledCell UNUSUAL = new CompiledCell.Unusual("error");

    private final JdkModules modules = new JdkModules(List.of("-proc:none"), List.of());

    /** Whether a cell that javac objects to is compiled once more; what it then says of each. */
    private boolean again(String code, String message) {
        modules.begin();
        modules.objected(code, message);
        boolean again = modules.widen();
        if (again) {
            modules.objected(code, message);
            assertThat(modules.kept(UNUSUAL)).isSameAs(UNUSUAL);
        }
        assertThat(modules.options()).anyMatch(option -> option.startsWith("--limit-modules"));
        return again;
    }

    @Test
    void whatNoModuleHelpsIsTriedOnce() {
        assertThat(again("compiler.err.cant.resolve", "x")).isFalse();
        assertThat(again(NO_PACKAGE, "package nowhere does not exist")).isTrue();
        assertThat(again(NO_PACKAGE, "package nowhere does not exist")).isFalse();
        assertThat(again(NO_PACKAGE, "package elsewhere does not exist")).isTrue();
        modules.forget();
        assertThat(again(NO_PACKAGE, "package nowhere does not exist")).isTrue();
    }

    /** A cell may need another module and be wrong as well. */
    @Test
    void whatAModuleHelpsIsTriedAgainThoughTheCellWasWrong() {
        for (int i = 0; i < 2; i++) {
            modules.begin();
            modules.objected(NO_PACKAGE, "package java.awt does not exist");
            assertThat(modules.widen()).isTrue();
            modules.objected("compiler.err.cant.resolve", "cannot find symbol");
            assertThat(modules.kept(UNUSUAL)).isSameAs(UNUSUAL);
        }
    }

    /** Libraries carry old copies, which lack what the JDK's own have; it is these that run. */
    @Test
    void theJdksPackagesGoBeforeCopiesOnTheClassPath(@TempDir Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve("src")).resolve("Node.java");
        Files.writeString(source, "package org.w3c.dom; public interface Node { short ELEMENT_NODE = 77; }");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--limit-modules=java.base", "-d", folder.toString(), source.toString());
        assertThat(status).isZero();
        try (JavaSession session = JavaSession.open(KernelOptions.defaults())) {
            session.addClassPath(List.of(folder.toString()));
            CellCompiler compiler = Objects.requireNonNull(session.compiler());
            int before = compiler.taken();
            Evaluation evaluation = session.evaluate("Math.abs(org.w3c.dom.Node.ELEMENT_NODE)", "cell 1", 1);
            assertThat(evaluation).isEqualTo(new Evaluation.Value(1));
            assertThat(compiler.taken()).isGreaterThan(before);
        }
    }
}
