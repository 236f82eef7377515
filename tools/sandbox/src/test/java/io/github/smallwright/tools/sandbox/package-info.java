/** Escape attempts and plain jobs against the bubblewrap sandbox. Start with {@code BubblewrapSandboxTest}. */
@NullMarked
package io.github.smallwright.tools.sandbox;

import org.jspecify.annotations.NullMarked;
