package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Evaluator;
import dev.assay.kernel.JavaKernel;
import dev.assay.kernel.KernelOptions;
import dev.assay.kernel.Outputs;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is loaded beside the compiler is there before a cell runs: on the thread that runs it, and each time. */
class BeforeCellsTest {
    @Test
    void itIsDoneOnTheCellsThreadBeforeTheCell() {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        System.getProperties().put("BeforeCellsTest", done);
        Outputs nowhere = (Outputs) Proxy.newProxyInstance(
                Outputs.class.getClassLoader(), new Class<?>[] {Outputs.class}, (self, method, arguments) -> null);
        try (JavaKernel kernel = JavaKernel.open(KernelOptions.defaults())) {
            kernel.session().beforeCells(() -> done.add(Thread.currentThread().getName()));
            String cell = "((java.util.List<String>) System.getProperties().get(\"BeforeCellsTest\")).add(\"ran\");";
            kernel.execute(new Evaluator.Cell(1, cell, true), nowhere);
        } finally {
            System.getProperties().remove("BeforeCellsTest");
        }
        assertThat(done).startsWith("cell", "ran");
    }
}
