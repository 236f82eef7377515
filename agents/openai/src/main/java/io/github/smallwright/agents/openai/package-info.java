/** Models behind the OpenAI protocol. Start with {@link io.github.smallwright.agents.openai.OpenAiProvider}. */
@NullMarked
package io.github.smallwright.agents.openai;

import org.jspecify.annotations.NullMarked;
