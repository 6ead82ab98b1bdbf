/** Items with their evidence: scanned or read, filtered, written, and counted into a cube. */
@NullMarked
package dev.assay.inventory;

import org.jspecify.annotations.NullMarked;
