package io.github.chatkitbackend.chat.template;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.MethodNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What templates can reach: members of objects, elements of lists, characters of strings,
 * and the state of a loop. There are no methods, and no properties of Java objects.
 */
class TemplateResolver extends ELResolver {

	private final ELResolver library = new JinjavaBeanELResolver(true);

	@Override
	public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
		context.setPropertyResolved(true);
		return switch (base) {
			case Map<?, ?> map -> map.get(property);
			case List<?> list -> element(list, index(property, list.size()));
			case CharSequence text -> character(text, index(property, text.length()));
			case ForLoop loop -> loop(loop, String.valueOf(property));
			case null, default -> null;
		};
	}

	private static @Nullable Object element(List<?> list, int index) {
		return (index >= 0 && index < list.size()) ? list.get(index) : null;
	}

	private static @Nullable Object character(CharSequence text, int index) {
		return (index >= 0 && index < text.length()) ? String.valueOf(text.charAt(index)) : null;
	}

	/**
	 * The place that an index means. The engine passes indexes as strings.
	 * @return the place, or -1 if it is no index
	 */
	private static int index(@Nullable Object property, int length) {
		String text = String.valueOf(property);
		int index = text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : length;
		return (index < 0) ? length + index : index;
	}

	private static @Nullable Object loop(ForLoop loop, String property) {
		return switch (property) {
			case "index" -> loop.getIndex();
			case "index0" -> loop.getIndex0();
			case "first" -> loop.isFirst();
			case "last" -> loop.isLast();
			case "length" -> loop.getLength();
			default -> null;
		};
	}

	/**
	 * The engine calls its filters and tests like methods.
	 */
	@Override
	public Object invoke(ELContext context, Object base, Object method, Class<?> @Nullable [] types, Object[] params) {
		if (base instanceof Filter || base instanceof ExpTest) {
			return this.library.invoke(context, base, method, types, params);
		}
		throw new MethodNotFoundException("Methods cannot be called");
	}

	@Override
	public Class<?> getType(ELContext context, Object base, Object property) {
		return Object.class;
	}

	@Override
	public void setValue(ELContext context, Object base, Object property, Object value) {
		throw new UnsupportedOperationException("Data cannot be changed");
	}

	@Override
	public boolean isReadOnly(ELContext context, Object base, Object property) {
		return true;
	}

	@Override
	public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
		return Collections.emptyIterator();
	}

	@Override
	public Class<?> getCommonPropertyType(ELContext context, Object base) {
		return Object.class;
	}

}
