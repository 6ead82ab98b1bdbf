/**
 * The commands {@code kernel} and {@code notebook}. The kernelspec: what Jupyter reads to start the kernel, where it looks for it,
 * and what puts it there, lists it and takes it away. Notebooks: run, exported, converted.
 */
@NullMarked
package dev.assay.command;

import org.jspecify.annotations.NullMarked;
