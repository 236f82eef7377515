/**
 * The facts of a run: what happened ({@link io.github.smallwright.orchestration.run.RunEvent}), what passes by
 * ({@link io.github.smallwright.orchestration.run.LiveSignal}), how it ended
 * ({@link io.github.smallwright.orchestration.run.Outcome}). Start with the first.
 */
@NullMarked
package io.github.smallwright.orchestration.run;

import org.jspecify.annotations.NullMarked;
