/** What the library's values, Tablesaw's tables and its figures look like in a notebook. */
@NullMarked
package dev.assay.assembly.display;

import org.jspecify.annotations.NullMarked;
