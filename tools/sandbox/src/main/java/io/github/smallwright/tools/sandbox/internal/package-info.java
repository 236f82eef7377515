/**
 * The jail's command line, its processes and what runs inside it. Start with
 * {@link io.github.smallwright.tools.sandbox.internal.JailCommand}.
 */
@NullMarked
package io.github.smallwright.tools.sandbox.internal;

import org.jspecify.annotations.NullMarked;
