/** The fairest lottery over whole numbers within linear rows; knows no plans and no items. */
@NullMarked
package dev.assay.lottery;

import org.jspecify.annotations.NullMarked;
