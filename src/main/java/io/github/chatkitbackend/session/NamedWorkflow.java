package io.github.chatkitbackend.session;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * A workflow that frontends may ask for by a name, so that no id comes from a browser.
 *
 * @param name what frontends say
 * @param id what OpenAI gets
 */
record NamedWorkflow(String name, String id) {

	/**
	 * Parse an entry of a setting.
	 * @param text a name and a workflow's id, such as {@code support=wf_123}
	 * @return the workflow
	 * @throws InvalidSettingException when it is no such pair
	 */
	public static NamedWorkflow of(String text) {
		int equals = text.indexOf('=');
		if (equals < 1 || !text.substring(equals + 1).strip().matches("wf_[!-~]+")) {
			throw InvalidSettingException.ofEntry(text.split("=", 2)[0].strip(),
					"must be a name and a workflow's id such as support=wf_1");
		}
		return new NamedWorkflow(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
	}

}
