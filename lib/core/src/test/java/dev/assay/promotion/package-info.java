@NullMarked
package dev.assay.promotion;

import org.jspecify.annotations.NullMarked;
