package io.github.chatkitbackend.chat.template;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What templates can do, and what they cannot.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TemplateEngineTests {

	private static final TemplateEngine ENGINE = new TemplateEngine();

	private static final Map<String, Object> DATA = TemplateValues.map((ObjectNode) new JsonMapper().readTree("""
			{"text": "a \\"b\\" </c>", "nothing": null, "yes": true, "number": 3, "half": 0.5, "blank": "",
			 "list": ["p", "q"], "object": {"items": [{"id": "1"}, {"id": "2"}], "class": "mine"}}"""));

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', value = { "{{ (text) | tojson }}; \"a \\\"b\\\" </c>\"",
			"{{ nothing | tojson }}; null", "{{ yes | tojson }}; true", "{{ number | tojson }}; 3",
			"{{ half | tojson }}; 0.5",
			"{{ object | tojson }}; {\"items\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"class\":\"mine\"}",
			"{{ object.class }}; mine", "{{ [1, 'x', nothing] | tojson }}; [1,\"x\",null]",
			"{{ ('a' ~ number ~ '-' ~ half) | tojson }}; \"a3-0.5\"",
			"{{ (\"a\\n\\\"b\\\"\") | tojson }}; \"a\\n\\\"b\\\"\"", "{{ missing | default('x') | tojson }}; \"x\"",
			"{{ nothing | default('x') | tojson }}; null", "{{ 1 if missing is defined else 2 }}; 2",
			"{{ 1 if nothing is none else 2 }}; 1", "{{ 1 if text is not none else 2 }}; 1",
			"{% if nothing %}1{% else %}2{% endif %}; 2",
			"{% if blank %}1{% elif number > 2 %}2{% else %}3{% endif %}; 2",
			"{{ text[0] }}{{ list[0] }}{{ list[-1] }}{{ object.items[1].id }}; apq2",
			"{{ text[1:3] }}{{ list[1:] | tojson }}; \u00a0\"[\"q\"]",
			"{% for x in list %}{{ loop.index }}{{ x }}{{ '' if loop.last else ',' }}{% endfor %}; 1p,2q",
			"{%- set _c -%}{%-for x in object.items -%},{{ x.id | tojson }}{%-endfor-%}{%- endset -%}{{- (_c[1:] if _c and _c[0] == ',' else _c) -}}; \"1\",\"2\"" })
	void renderWhatWidgetBuilderExports(String template, String output) throws Exception {
		assertThat(ENGINE.render(template, DATA)).isEqualTo(output.replace('\u00a0', ' '));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{{ missing }}", "{{ missing | tojson }}", "{{ object.missing | tojson }}",
			"{{ list[7] | tojson }}", "{{ missing.part }}", "{% if missing %}1{% endif %}",
			"{{ [missing] | tojson }}" })
	void failIfTheyUseWhatDoesNotExist(String template) {
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> ENGINE.render(template, DATA))
			.withMessageContaining("(in {");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{% include '/etc/passwd' %}", "{% import '/etc/passwd' as x %}",
			"{% from '/etc/passwd' import x %}", "{% extends '/etc/passwd' %}", "{% do object.put('a', 1) %}",
			"{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "{{ text.class }}", "{{ text.getClass() }}",
			"{{ text['class'] }}", "{{ list.class.classLoader }}", "{{ ''.class.forName('java.lang.Runtime') }}",
			"{{ text.toUpperCase() }}", "{{ list.get(0) }}", "{{ object.put('a', 1) }}", "{{ object.entrySet() }}",
			"{{ ____int3rpr3t3r____ }}", "{{ ____int3rpr3t3r____.config | tojson }}", "{{ type(text) }}",
			"{{ text | md5 }}", "{{ '{}' | fromjson }}", "{{ 'a: 1' | fromyaml }}", "{{ text | render }}",
			"{{ unixtimestamp() }}", "{% for x in list %}{{ loop.class }}{% endfor %}", "{{ (filter:upper.filter) }}" })
	void reachNeitherFilesNorClassesNorMethods(String template) {
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> ENGINE.render(template, DATA));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
			"{% for a in range(1000) %}{% for b in range(1000) %}some output that is never read{% endfor %}{% endfor %}",
			"{% set s = 'xxxxxxxx' %}{% for i in range(60) %}{% set s = s ~ s %}{% endfor %}{{ s }}",
			"{% set s = 'xxxxxxxx' %}{% for i in range(60) %}{% set s %}{{ s }}{{ s }}{% endset %}{% endfor %}{{ s }}",
			"{% set s = ['x'] %}{% for i in range(60) %}{% set s = s + s %}{% endfor %}{{ s | tojson }}" })
	void endInTimeWhateverTheyDo(String template) {
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> ENGINE.render(template, DATA));
	}

	@Test
	void endWhenTheTurnIsCancelled() {
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> ENGINE.render("{{ text }}", DATA));
		}
		finally {
			Thread.interrupted();
		}
	}

}
