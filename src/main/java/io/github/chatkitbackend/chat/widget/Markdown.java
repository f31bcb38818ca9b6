package io.github.chatkitbackend.chat.widget;

/**
 * Text in Markdown.
 */
public final class Markdown extends Component<Markdown> {

	private Markdown(String value) {
		super("Markdown");
		set("value", value);
	}

	/**
	 * Text in Markdown.
	 * @param value the text
	 * @return the component
	 */
	public static Markdown of(String value) {
		return new Markdown(value);
	}

	/**
	 * Show that more text follows.
	 * @param streaming whether it does
	 * @return this component
	 */
	public Markdown streaming(boolean streaming) {
		return set("streaming", streaming);
	}

}
