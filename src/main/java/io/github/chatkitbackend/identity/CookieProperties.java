package io.github.chatkitbackend.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cookie of anonymous visitors.
 *
 * @param sameSite {@code Lax}, or {@code None} for a frontend on another site, which
 * browsers accept over https only
 */
@ConfigurationProperties("chatkit.cookie")
record CookieProperties(@DefaultValue("Lax") SameSite sameSite) {
}
