/**
 * Where the text goes that cells print: {@code System.out}, {@code err} and {@code in} are replaced once in a process by
 * streams that ask {@link dev.assay.kernel.output.CellContext} for the cell the calling thread belongs to.
 */
@NullMarked
package dev.assay.kernel.output;

import org.jspecify.annotations.NullMarked;
