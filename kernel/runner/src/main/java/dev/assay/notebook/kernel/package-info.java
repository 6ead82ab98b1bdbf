/** Kernels as processes: which are installed, how one starts, is interrupted, dies and ends. */
@NullMarked
package dev.assay.notebook.kernel;

import org.jspecify.annotations.NullMarked;
