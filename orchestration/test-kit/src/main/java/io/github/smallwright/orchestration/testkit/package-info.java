/**
 * What tests of graphs need: models that answer from a script, and runs in virtual time. Start with
 * {@link io.github.smallwright.orchestration.testkit.ScriptedModel}.
 */
@NullMarked
package io.github.smallwright.orchestration.testkit;

import org.jspecify.annotations.NullMarked;
