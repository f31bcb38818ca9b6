package io.github.chatkitbackend.chat.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as JSON. Unlike the engine's filter, it refuses what does not exist.
 */
class ToJsonFilter implements Filter {

	@Override
	public String getName() {
		return "tojson";
	}

	@Override
	public Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
		return TemplateValues.json(value).toString();
	}

}
