/**
 * The Java behind a notebook: JShell with our own in-process execution control, the class loader of the cells, the woven
 * check by which an interrupt stops them, and what their failures look like.
 */
@NullMarked
package dev.assay.kernel.session;

import org.jspecify.annotations.NullMarked;
