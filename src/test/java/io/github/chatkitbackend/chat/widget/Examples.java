package io.github.chatkitbackend.chat.widget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Widgets that use all components and properties of the builder.
 */
final class Examples {

	private Examples() {
	}

	static List<JsonNode> all() {
		return List.of(card().json(), list().json(), form().json(), words().json());
	}

	static Card card() {
		return Card
			.of(Row
				.of(Image.of("https://example.com/a.png")
					.alt("A")
					.fit(Fit.SCALE_DOWN)
					.size(40)
					.width(40)
					.height(40)
					.frame(true),
						Col.of(Text.of("Title")
							.id("title")
							.key("k")
							.size(TextSize.LG)
							.weight(Weight.SEMIBOLD)
							.color("secondary")
							.truncate(true)
							.maxLines(2)
							.streaming(true), Markdown.of("**bold**").streaming(false)),
						Spacer.of(), Badge.of("New").color(BadgeColor.SUCCESS).size(BadgeSize.SM).pill(true))
				.gap(2)
				.padding(1)
				.align(Align.CENTER)
				.justify(Justify.BETWEEN))
			.size(CardSize.MD)
			.status("Status")
			.confirm("OK", ActionConfig.of("ok"))
			.cancel("Cancel", ActionConfig.of("cancel").with("id", 7))
			.theme(Theme.DARK);
	}

	static ListView list() {
		ListView list = ListView.of().limit(5).status("Tasks").theme(Theme.LIGHT);
		for (String id : List.of("a", "b")) {
			list.add(ListViewItem.of(Text.of(id))
				.key(id)
				.gap(1)
				.align(Align.START)
				.onClick(ActionConfig.of("open").with("id", id)));
		}
		return list;
	}

	static Card form() {
		Map<String, String> options = new LinkedHashMap<>();
		options.put("s", "Small");
		options.put("l", "Large");
		ActionConfig changed = ActionConfig.of("changed").atOnce();
		return Card.of(Form
			.of(Input.of("customer.name")
				.type(InputType.EMAIL)
				.placeholder("Name")
				.defaultValue("A")
				.pattern(".+")
				.required(true)
				.disabled(false),
					Textarea.of("note").placeholder("Note").defaultValue("N").rows(3).required(false).disabled(false),
					Checkbox.of("agree").label("Agree").defaultChecked(true).onChange(changed).required(true),
					Select.of("size", options).placeholder("Size").defaultValue("s").onChange(changed).clearable(true),
					RadioGroup.of("color", options).defaultValue("l").onChange(changed).required(true),
					DatePicker.of("day").placeholder("Day").min("2026-01-01").max("2027-01-01").onChange(changed),
					Button.submit("Send")
						.style(ButtonStyle.PRIMARY)
						.color(ButtonColor.DISCOVERY)
						.variant(Variant.SOFT)
						.iconStart("check")
						.iconEnd("bolt")
						.block(true)
						.disabled(false))
			.onSubmit(ActionConfig.of("send").loading(ActionConfig.LoadingBehavior.CONTAINER))
			.gap(3)).asForm(false).size(CardSize.FULL);
	}

	/**
	 * Every word that an enum offers.
	 */
	static Card words() {
		Card card = Card.of();
		for (Align align : Align.values()) {
			for (Justify justify : Justify.values()) {
				card.add(Row.of().align(align).justify(justify));
			}
		}
		List.of(TextSize.values()).forEach((size) -> card.add(Text.of("x").size(size)));
		List.of(Weight.values()).forEach((weight) -> card.add(Text.of("x").weight(weight)));
		List.of(BadgeColor.values()).forEach((color) -> card.add(Badge.of("x").color(color)));
		List.of(BadgeSize.values()).forEach((size) -> card.add(Badge.of("x").size(size)));
		List.of(ButtonColor.values()).forEach((color) -> card.add(Button.of("x").color(color)));
		List.of(ButtonStyle.values()).forEach((style) -> card.add(Button.of("x").style(style)));
		List.of(Variant.values()).forEach((variant) -> card.add(Button.of("x").variant(variant)));
		List.of(InputType.values()).forEach((type) -> card.add(Input.of("x").type(type)));
		List.of(Fit.values()).forEach((fit) -> card.add(Image.of("x").fit(fit)));
		return card;
	}

}
