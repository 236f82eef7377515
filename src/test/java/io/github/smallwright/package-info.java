/** Tests that cross modules. */
@NullMarked
package io.github.smallwright;

import org.jspecify.annotations.NullMarked;
