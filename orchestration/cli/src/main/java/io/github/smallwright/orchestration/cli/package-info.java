/** The {@code smallwright} command. Start with {@link io.github.smallwright.orchestration.cli.Main}. */
@NullMarked
package io.github.smallwright.orchestration.cli;

import org.jspecify.annotations.NullMarked;
