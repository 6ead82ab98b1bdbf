/**
 * Jars from Maven repositories, resolved by Maven's own code: settings, mirrors, proxies, profiles, BOMs, exclusions, local
 * cache. Nothing here is loaded before somebody asks for a jar, and only this package sees Maven's types.
 */
@NullMarked
package dev.assay.kernel.maven;

import org.jspecify.annotations.NullMarked;
