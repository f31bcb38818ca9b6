package io.github.chatkitbackend.chat.template;

import java.util.List;

import io.github.chatkitbackend.chat.tool.ModelTool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The widgets that the model can show.
 *
 * @param widgetsDir directory of files that Widget Builder has exported
 */
@ConfigurationProperties("chatkit")
record WidgetProperties(@Nullable WidgetsDirectory widgetsDir) {

	List<ModelTool> tools() {
		return (this.widgetsDir != null) ? this.widgetsDir.tools() : List.of();
	}

}
