/**
 * What helps a person write a cell: completion, inspection with Javadoc, and whether a cell is finished. It reads the
 * session's declarations and analyses the cell with a compiler of its own, so that it answers while a cell runs.
 */
@NullMarked
package dev.assay.kernel.assist;

import org.jspecify.annotations.NullMarked;
