/** A notebook, run without a frontend: cells in order in a kernel's process, outputs back to their cells, the file saved on the way. */
@NullMarked
package dev.assay.notebook.run;

import org.jspecify.annotations.NullMarked;
