/**
 * A Java session as a notebook sees it: cells in, outputs and outcomes out. No sockets here; whoever owns a session decides
 * where its outputs go.
 */
@NullMarked
package dev.assay.kernel;

import org.jspecify.annotations.NullMarked;
