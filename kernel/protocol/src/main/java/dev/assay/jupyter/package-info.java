/**
 * Jupyter's wire protocol 5.4: messages, signatures, connection files, the five sockets and the system's signals, for both
 * ends, so that the kernel and the headless runner speak through the same code.
 */
@NullMarked
package dev.assay.jupyter;

import org.jspecify.annotations.NullMarked;
