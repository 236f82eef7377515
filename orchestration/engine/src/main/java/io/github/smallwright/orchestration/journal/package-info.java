/** Where the facts of runs are kept. Start with {@link io.github.smallwright.orchestration.journal.Journal}. */
@NullMarked
package io.github.smallwright.orchestration.journal;

import org.jspecify.annotations.NullMarked;
