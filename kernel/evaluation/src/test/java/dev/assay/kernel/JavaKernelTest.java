package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaKernelTest {
    private Notebook notebook = new Notebook(KernelOptions.defaults());

    @BeforeAll
    void open() {}

    @AfterAll
    void close() {
        notebook.close();
    }

    @Test
    void evaluatesAnExpression() {
        assertThat(notebook.run("1+1")).isEqualTo("2");
    }
}
