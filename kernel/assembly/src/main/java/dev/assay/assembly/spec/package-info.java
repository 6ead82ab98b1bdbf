/**
 * The kernelspec: what Jupyter reads to start the kernel, where it looks for it, and the commands that put it there, list
 * it and take it away.
 */
@NullMarked
package dev.assay.assembly.spec;

import org.jspecify.annotations.NullMarked;
