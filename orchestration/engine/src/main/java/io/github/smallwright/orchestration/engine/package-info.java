/**
 * Runs graphs. Start with {@link io.github.smallwright.orchestration.engine.Smallwright}.
 */
@NullMarked
package io.github.smallwright.orchestration.engine;

import org.jspecify.annotations.NullMarked;
