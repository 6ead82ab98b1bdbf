/**
 * What is uneven in a cube, and how sure one may be: shares with simultaneous intervals, diversity, distance to a target,
 * association of axes, reversals. Arithmetic on counts only; nothing here sees an item or a column.
 */
@NullMarked
package dev.assay.bias;

import org.jspecify.annotations.NullMarked;
