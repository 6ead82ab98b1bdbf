@NullMarked
package dev.assay.assembly.display;

import org.jspecify.annotations.NullMarked;
