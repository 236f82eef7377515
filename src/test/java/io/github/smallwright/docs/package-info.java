/** What the documentation says is held against the code. */
@NullMarked
package io.github.smallwright.docs;

import org.jspecify.annotations.NullMarked;
