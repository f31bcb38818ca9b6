// What a failure likely means, and what to do: pairs of a cause and its cure.

const ALLOWLIST = '[the domain allowlist](https://platform.openai.com/settings/organization/security/domain-allowlist)';

const NO_ANSWER = [
  `Nothing answers at ${location.origin}: the service has stopped, or a proxy or VPN stands in between.`,
  'Start it and check again. Its log says why, if it does not start.',
];

const CHANGED_ON_THE_WAY = [
  'Something between this page and the service answers in its place, or changes what they say.',
  'Let the proxy pass `/health`, `/demo` and `POST /api/chatkit/session` on as they are.',
];

const BY_CODE = {
  unauthorized: [
    'The service needs a bearer token. It got none, or one that is wrong, expired or meant for another service.',
    'Enter the JWT of a signed-in user below; your identity provider issues it. If the service has a '
      + '`CHATKIT_BACKEND_TOKEN`, you can enter that instead. Never put it into a page of your own, because everything '
      + 'in a browser is public. To find out why a token is refused, restart the service with '
      + '`LOGGING_LEVEL_IO_GITHUB_CHATKITBACKEND=debug` in its environment. The log then has a line with '
      + '`Answering 401`, the reason and the request id.',
  ],
  forbidden: ['The token is valid, but not for this.', 'Send the JWT of one of your users.'],
  origin_not_allowed: [
    `The service takes ${location.origin}, where this page is, for a foreign origin.`,
    'Let the proxy send `X-Forwarded-Proto`, `-Host` and, unless it is 80 or 443, `-Port`, or list the origin, letter '
      + 'for letter, in `CHATKIT_ALLOWED_ORIGINS`.',
  ],
  rate_limited: [
    'This user or address asked for too many sessions.',
    'Wait, or raise `CHATKIT_RATE_LIMIT_PER_MINUTE`. Behind a proxy without `X-Forwarded-For` all visitors share one '
      + 'address.',
  ],
  overloaded: ['The service has more calls to OpenAI under way than it may.', 'Check again in a moment.'],
  identity_provider_unavailable: [
    'The service cannot fetch the keys that verify JWTs.',
    'Check `CHATKIT_JWT_ISSUER_URI` or `CHATKIT_JWT_JWK_SET_URI`; the log says what failed.',
  ],
  openai_credentials_rejected: [
    'OpenAI does not accept the API key.',
    'Check `OPENAI_API_KEY`, and that it fits `OPENAI_ORG_ID` and `OPENAI_PROJECT_ID`.',
  ],
  workflow_not_found: [
    'The workflow belongs to another project than the API key, or has been retired, as OpenAI does with all '
      + 'workflows of Agent Builder on 2026-11-30.',
    'Compare `CHATKIT_WORKFLOW_ID` with the id in Agent Builder, in the project of the key.',
  ],
  unknown_workflow: ['The workflow asked for has no name here.', 'Name it in `CHATKIT_WORKFLOWS`.'],
  openai_rejected_request: ['OpenAI does not take one of the session settings.', 'The log has its reason.'],
  openai_rate_limited: [
    'The limit or the credit of the OpenAI project is used up.',
    'See [the limits](https://platform.openai.com/settings/organization/limits), or wait.',
  ],
  openai_unavailable: ['OpenAI fails at the moment.', 'See [its status](https://status.openai.com), and check again later.'],
  openai_unreachable: [
    'The service cannot reach OpenAI.',
    'Check DNS, proxy, firewall and certificates between the two; the log says what failed.',
  ],
  openai_timeout: [
    'OpenAI did not answer in time.',
    'Check again, see [its status](https://status.openai.com), or raise `CHATKIT_OPENAI_DEADLINE`.',
  ],
  openai_invalid_response: ['What answered is not OpenAI’s API.', 'Check `OPENAI_BASE_URL`.'],
  internal_error: ['A fault of the service.', 'The log has the stack trace.'],
  invalid_request: CHANGED_ON_THE_WAY,
  not_found: CHANGED_ON_THE_WAY,
  method_not_allowed: CHANGED_ON_THE_WAY,
  request_too_large: CHANGED_ON_THE_WAY,
};

export const noAnswer = [NO_ANSWER];

export const notTheService = [CHANGED_ON_THE_WAY];

export const unusableToken = [['The token has characters that no header can carry.', 'Copy it again.']];

/** For a widget that is ready, and may be blank nevertheless. */
export const ifBlank = (location.hostname === 'localhost') ? ''
  : `If you see nothing, add \`${location.hostname}\` to ${ALLOWLIST} and wait a while.`;

/** For an error of the service, by the stable code in its body. */
export const forCode = (code) => [BY_CODE[code] ?? CHANGED_ON_THE_WAY];

/** For a script that did not come. */
export const forScript = (blocked) => [
  ...forBlocked(blocked),
  [
    'The browser cannot reach `cdn.platform.openai.com`: it is offline, or a firewall, DNS filter or ad blocker '
      + 'forbids it.',
    'Open [the script](https://cdn.platform.openai.com/deployments/chatkit/chatkit.js) in a tab; it must show code.',
  ],
];

export const notAWidget = [
  [
    'What came is not the widget, or this browser is too old for it.',
    'See the browser’s console, and update the browser.',
  ],
];

/** For a widget that stays blank, or says that it failed. */
export function forWidget(blocked) {
  const advice = forBlocked(blocked);
  if (!isSecureContext) {
    advice.push(['The page came over plain http, where browsers keep back what the widget needs.',
      'Open it over https, or as `http://localhost`.']);
  }
  if (location.hostname !== 'localhost') {
    advice.push([`OpenAI does not know the domain \`${location.hostname}\`.`,
      `Add it to ${ALLOWLIST} and wait a while, or open this page as \`http://localhost\`, which needs no entry.`]);
  }
  return [
    ...advice,
    ['The secret is not OpenAI’s: after `mvn spring-boot:test-run` a stand-in makes it up.',
      'Start the service with your `OPENAI_API_KEY` and `CHATKIT_WORKFLOW_ID`.'],
    ['The workflow has been retired or is not published, or `CHATKIT_WORKFLOW_VERSION` names none.',
      'Look it up in Agent Builder, and remove the version to get the latest.'],
    ['The browser cannot reach `api.openai.com`, or an extension blocks frames.',
      'See the network tab of the browser’s developer tools, and try a private window.'],
  ];
}

function forBlocked(blocked) {
  return [...new Set(blocked)].map((what) => [
    `A Content-Security-Policy forbids ${what}.`,
    'The service sends one that allows it, so a proxy adds its own: let it leave this page’s alone. On a page of '
      + 'yours, allow it.',
  ]);
}
