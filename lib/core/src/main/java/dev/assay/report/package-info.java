/** What people and machines read of a verdict: JSON, JSON lines, Markdown and one HTML page. */
@NullMarked
package dev.assay.report;

import org.jspecify.annotations.NullMarked;
