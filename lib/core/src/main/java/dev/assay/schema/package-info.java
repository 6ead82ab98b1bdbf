/** The words every room shares: columns, axes and their levels, evidence, items. */
@NullMarked
package dev.assay.schema;

import org.jspecify.annotations.NullMarked;
