/** Which items: the seeded draw within cells, and splits that cut no group. The only room with randomness in it. */
@NullMarked
package dev.assay.selection;

import org.jspecify.annotations.NullMarked;
