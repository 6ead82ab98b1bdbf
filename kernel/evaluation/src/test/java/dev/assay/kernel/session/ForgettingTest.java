package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.KernelOptions;
import jdk.jshell.MethodSnippet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the classes of declarations that were replaced. */
class ForgettingTest {
    private final JavaSession session = JavaSession.open(KernelOptions.defaults());

    @AfterEach
    void close() {
        session.close();
    }

    private @Nullable Object value(String cell) {
        Evaluation evaluation = session.evaluate(cell, "cell 1", 1);
        assertThat(evaluation).as(cell).isInstanceOf(Evaluation.Value.class);
        return ((Evaluation.Value) evaluation).value();
    }

    private String wrapper(String method) {
        session.variables(); // so that JShell has been told of all
        MethodSnippet snippet = session.shell()
                .methods()
                .filter(one -> one.name().equals(method))
                .findFirst()
                .orElseThrow();
        return session.shell().sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    private void redefine(String signature, int times) {
        for (int i = 0; i < times; i++) {
            value(signature + " { return \"" + i + "\"; }");
        }
    }

    @Test
    void aMethodNobodyCalledLeavesNothing() {
        value("String never() { return \"first\"; }");
        String first = wrapper("never");
        assertThat(((CellLoader) session.loader()).has(first)).isTrue();

        redefine("String never()", 130);

        assertThat(((CellLoader) session.loader()).has(first)).isFalse();
        assertThat(value("never()")).isEqualTo("129");
    }

    @Test
    void aMethodThatAThreadHasYetToCallIsThereWhenItDoes() {
        value("String late() { return \"first\"; }");
        value("var gate = new java.util.concurrent.CountDownLatch(1);");
        value("Object[] said = new Object[1];");
        value("said[0] = java.util.concurrent.CompletableFuture.supplyAsync("
                + "() -> { try { gate.await(); } catch (InterruptedException e) { } return late(); });");

        redefine("String late()", 130);
        value("gate.countDown();");

        assertThat(value("((java.util.concurrent.CompletableFuture<?>) said[0]).get()"))
                .isIn("first", "129");
    }
}
