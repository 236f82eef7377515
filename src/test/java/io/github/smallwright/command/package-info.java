/** The command as its users start it: a process of its own. */
@NullMarked
package io.github.smallwright.command;

import org.jspecify.annotations.NullMarked;
