/**
 * Checks code in a bubblewrap jail. Start with {@link io.github.smallwright.tools.sandbox.BubblewrapSandbox}.
 */
@NullMarked
package io.github.smallwright.tools.sandbox;

import org.jspecify.annotations.NullMarked;
