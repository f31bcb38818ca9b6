package io.github.chatkitbackend.chat.widget;

/**
 * Space that pushes its neighbors apart.
 */
public final class Spacer extends Component<Spacer> {

	private Spacer() {
		super("Spacer");
	}

	/**
	 * Space.
	 * @return the component
	 */
	public static Spacer of() {
		return new Spacer();
	}

}
