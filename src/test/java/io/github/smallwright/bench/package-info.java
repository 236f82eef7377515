/** Ours against the same work written by hand with Reactor, in one run. Start with {@link EngineBenchmark}. */
@NullMarked
package io.github.smallwright.bench;

import org.jspecify.annotations.NullMarked;
