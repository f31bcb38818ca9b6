package io.github.chatkitbackend.chat.template;

import java.util.function.Supplier;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * What rendering a template may take: a time, and a number of steps, which are parts of
 * the template that are rendered. Long texts in variables make each step cost more,
 * because a step may copy them.
 */
final class RenderBudget {

	private static final ScopedValue<RenderBudget> CURRENT = ScopedValue.newInstance();

	private static final int MAX_COST = 200_000;

	private static final int CHARACTERS_PER_STEP = 1_024;

	private static final int MAX_IMAGE = 200;

	private static final long MAX_NANOS = 5_000_000_000L;

	private final long begin = System.nanoTime();

	private long cost;

	/** The part that is being rendered, as it is in the template. */
	private String part = "";

	private RenderBudget() {
	}

	/**
	 * Render within a budget of its own.
	 * @throws TemplateException if it fails or takes more
	 */
	static RenderResult within(Supplier<RenderResult> work) throws TemplateException {
		RenderBudget budget = new RenderBudget();
		try {
			RenderResult result = ScopedValue.where(CURRENT, budget).call(work::get);
			if (!result.getErrors().isEmpty()) {
				throw budget.failure(result.getErrors().getFirst().getMessage());
			}
			return result;
		}
		catch (SpentError ex) {
			throw budget.failure("it takes too many steps or too much time");
		}
		catch (StackOverflowError ex) {
			throw budget.failure("it is nested too deeply");
		}
	}

	private TemplateException failure(@Nullable String reason) {
		String clean = String.valueOf(reason).replaceFirst("^([\\w.]+Exception: )+", "");
		return new TemplateException(this.part.isEmpty() ? clean : "%s (in %s)".formatted(clean, this.part));
	}

	/**
	 * Spend a step, which is about to be done.
	 */
	static void spend(Node node, JinjavaInterpreter interpreter) {
		RenderBudget budget = CURRENT.get();
		String image = node.getMaster().getImage();
		budget.part = image.substring(0, Math.min(image.length(), MAX_IMAGE)).strip();
		budget.cost += 1 + longest(interpreter.getContext()) / CHARACTERS_PER_STEP;
		if (budget.cost > MAX_COST || System.nanoTime() - budget.begin > MAX_NANOS
				|| Thread.currentThread().isInterrupted()) {
			throw new SpentError();
		}
	}

	/**
	 * The length of the longest text in a variable.
	 */
	private static int longest(Context context) {
		int longest = 0;
		for (Context scope = context; scope != null; scope = scope.getParent()) {
			for (Object value : scope.getScope().values()) {
				longest = (value instanceof CharSequence text) ? Math.max(longest, text.length()) : longest;
			}
		}
		return longest;
	}

	/**
	 * Ends the rendering. Not an exception, because the engine would collect it and go
	 * on.
	 */
	private static final class SpentError extends Error {

		SpentError() {
			super("The budget of the template is spent", null, false, false);
		}

	}

}
