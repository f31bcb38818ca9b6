package io.github.chatkitbackend.chat.protocol;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A step that the agent took.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Task {

	/**
	 * Whether the step is under way.
	 * @return the indicator that is shown
	 */
	StatusIndicator statusIndicator();

	/**
	 * The same step once it is not under way any more.
	 * @return the step
	 */
	default Task finished() {
		if (statusIndicator() != StatusIndicator.LOADING) {
			return this;
		}
		return switch (this) {
			case Custom task -> new Custom(StatusIndicator.COMPLETE, task.title(), task.icon(), task.content());
			case WebSearch task -> new WebSearch(StatusIndicator.COMPLETE, task.title(), task.titleQuery(),
					task.queries(), task.sources());
			case Thought task -> new Thought(StatusIndicator.COMPLETE, task.title(), task.content());
			case File task -> new File(StatusIndicator.COMPLETE, task.title(), task.sources());
			case Image task -> new Image(StatusIndicator.COMPLETE, task.title());
		};
	}

	/**
	 * A step of the application.
	 *
	 * @param statusIndicator whether it is under way
	 * @param title its title
	 * @param icon its icon
	 * @param content Markdown
	 */
	@JsonTypeName("custom")
	record Custom(StatusIndicator statusIndicator, @Nullable String title, @Nullable Icon icon,
			@Nullable String content) implements Task {

		/**
		 * Create a task.
		 */
		public Custom {
			statusIndicator = StatusIndicator.orNone(statusIndicator);
		}

	}

	/**
	 * A search of the web.
	 *
	 * @param statusIndicator whether it is under way
	 * @param title its title
	 * @param titleQuery the query that the title names
	 * @param queries what was searched for
	 * @param sources the pages that were found
	 */
	@JsonTypeName("web_search")
	record WebSearch(StatusIndicator statusIndicator, @Nullable String title, @Nullable String titleQuery,
			List<String> queries, List<Source> sources) implements Task {

		/**
		 * Create a task.
		 */
		public WebSearch {
			statusIndicator = StatusIndicator.orNone(statusIndicator);
			queries = Defaults.list(queries);
			sources = Defaults.list(sources);
		}

	}

	/**
	 * A thought of the model.
	 *
	 * @param statusIndicator whether it is under way
	 * @param title its title
	 * @param content the thought
	 */
	@JsonTypeName("thought")
	record Thought(StatusIndicator statusIndicator, @Nullable String title, String content) implements Task {

		/**
		 * Create a task.
		 */
		public Thought {
			statusIndicator = StatusIndicator.orNone(statusIndicator);
		}

		/**
		 * Create a task.
		 * @param content the thought
		 */
		public Thought(String content) {
			this(StatusIndicator.NONE, null, content);
		}

	}

	/**
	 * A look at files.
	 *
	 * @param statusIndicator whether it is under way
	 * @param title its title
	 * @param sources the files
	 */
	@JsonTypeName("file")
	record File(StatusIndicator statusIndicator, @Nullable String title, List<Source> sources) implements Task {

		/**
		 * Create a task.
		 */
		public File {
			statusIndicator = StatusIndicator.orNone(statusIndicator);
			sources = Defaults.list(sources);
		}

	}

	/**
	 * The generation of an image.
	 *
	 * @param statusIndicator whether it is under way
	 * @param title its title
	 */
	@JsonTypeName("image")
	record Image(StatusIndicator statusIndicator, @Nullable String title) implements Task {

		/**
		 * Create a task.
		 */
		public Image {
			statusIndicator = StatusIndicator.orNone(statusIndicator);
		}

	}

	/**
	 * What is shown beside a task.
	 */
	enum StatusIndicator {

		/** Nothing. */
		@JsonProperty("none")
		NONE,

		/** The task is under way. */
		@JsonProperty("loading")
		LOADING,

		/** The task is complete. */
		@JsonProperty("complete")
		COMPLETE;

		static StatusIndicator orNone(@Nullable StatusIndicator indicator) {
			return (indicator != null) ? indicator : NONE;
		}

	}

}
