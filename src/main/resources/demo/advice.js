// The likely causes of each failure and their solutions, in pairs.

const ALLOWLIST = '[the domain allowlist](https://platform.openai.com/settings/organization/security/domain-allowlist)';

const NO_ANSWER = [
  `Nothing answers at ${location.origin}: the service has stopped, or a proxy or VPN blocks the connection.`,
  'Start the service and check again. If it does not start, its log contains the reason.',
];

const CHANGED_ON_THE_WAY = [
  'A proxy between this page and the service answers instead of it, or modifies requests or responses.',
  'Configure the proxy to forward `/health`, `/demo`, `POST /chatkit` and `POST /api/chatkit/session` unchanged.',
];

const BY_CODE = {
  unauthorized: [
    'The service requires a bearer token. The token is missing, wrong, expired or issued for another service.',
    'Enter the JWT of a signed-in user below. Your identity provider issues it. If the service has a '
      + '`CHATKIT_BACKEND_TOKEN`, you can enter that token instead. Never put it into your own pages, because '
      + 'everything in a browser is public. To find out why a token is refused, restart the service with '
      + '`LOGGING_LEVEL_IO_GITHUB_CHATKITBACKEND=debug` in its environment. The log then has a line with '
      + '`Answering 401`, the reason and the request id.',
  ],
  forbidden: ['The token is valid, but does not permit this request.', 'Send the JWT of one of your users.'],
  origin_not_allowed: [
    `The service does not recognize this page’s origin, ${location.origin}, as its own.`,
    'Configure the proxy to send `X-Forwarded-Proto`, `-Host` and, for ports other than 80 and 443, `-Port`. Or add '
      + 'exactly this origin to `CHATKIT_ALLOWED_ORIGINS`.',
  ],
  rate_limited: [
    'This user or address has sent too many messages or requested too many sessions.',
    'Wait, or raise `CHATKIT_MESSAGES_PER_MINUTE` or `CHATKIT_RATE_LIMIT_PER_MINUTE`. '
      + 'Behind a proxy that does not send `X-Forwarded-For`, all visitors share one address.',
  ],
  answer_failed: ['The agent did not complete its answer.', 'The log contains the reason.'],
  overloaded: ['Too many turns or calls to OpenAI are in progress.', 'Check again in a moment.'],
  identity_provider_unavailable: [
    'The service cannot fetch the keys for verifying JWTs.',
    'Check `CHATKIT_JWT_ISSUER_URI` or `CHATKIT_JWT_JWK_SET_URI`. The log contains the reason.',
  ],
  openai_credentials_rejected: [
    'OpenAI does not accept the API key.',
    'Check `OPENAI_API_KEY`, and that it belongs to `OPENAI_ORG_ID` and `OPENAI_PROJECT_ID`.',
  ],
  workflow_not_found: [
    'The workflow belongs to a different project than the API key, or has been retired. OpenAI retires all workflows '
      + 'of Agent Builder on 2026-11-30.',
    'Compare `CHATKIT_WORKFLOW_ID` with the id in Agent Builder. Select the project of the key there.',
  ],
  hosted_sessions_off: [
    'Hosted sessions are off, because no workflow is configured.',
    'Set `CHATKIT_WORKFLOW_ID` and restart the service. Or use the chat tab, which needs no workflow.',
  ],
  database_unavailable: [
    'The service cannot reach its database.',
    'Check `DATABASE_URL` or `CHATKIT_DATA_DIR`. The log contains the reason.',
  ],
  attachments_unavailable: [
    'The store of attached files does not answer.',
    'Check `CHATKIT_S3_BUCKET`, `CHATKIT_S3_ENDPOINT` and the credentials. The log contains the reason.',
  ],
  unknown_workflow: ['No workflow with the requested name is configured.', 'Add it to `CHATKIT_WORKFLOWS`.'],
  openai_rejected_request: [
    'OpenAI does not accept one of the settings of the model or of the session.',
    'The log contains OpenAI’s reason.',
  ],
  openai_rate_limited: [
    'The rate limit or the credit of the OpenAI project is exhausted.',
    'Wait, or check [the limits](https://platform.openai.com/settings/organization/limits).',
  ],
  openai_unavailable: ['OpenAI is unavailable.', 'See [its status](https://status.openai.com) and check again later.'],
  openai_unreachable: [
    'The service cannot reach OpenAI.',
    'Check DNS, proxy, firewall and certificates. The log contains the reason.',
  ],
  openai_timeout: [
    'OpenAI did not answer in time.',
    'Check again. If it persists, see [its status](https://status.openai.com) or raise `CHATKIT_OPENAI_DEADLINE`.',
  ],
  openai_invalid_response: ['The response is not from OpenAI’s API.', 'Check `OPENAI_BASE_URL`.'],
  internal_error: ['The service has a bug.', 'The log contains the stack trace.'],
  invalid_request: CHANGED_ON_THE_WAY,
  not_found: CHANGED_ON_THE_WAY,
  method_not_allowed: CHANGED_ON_THE_WAY,
  thread_not_found: [
    'The conversation does not exist, or it belongs to another user.',
    'Start a new one.',
  ],
  item_not_found: ['The item does not exist in this conversation.', 'Reload the page.'],
  attachment_not_found: [
    'The attachment does not exist, or it belongs to another user.',
    'Attach the file again.',
  ],
  conflict: ['The conversation has changed meanwhile.', 'Reload the page.'],
  answer_failed: ['The agent could not complete its answer.', 'The log of the service contains the reason.'],
  unsupported_operation: ['The service does not support this operation.', 'docs/configuration.md describes the variables that switch it on.'],
  request_timeout: CHANGED_ON_THE_WAY,
  request_too_large: CHANGED_ON_THE_WAY,
  request_headers_too_large: ['The token or a cookie is too long.', 'Use a shorter token, or delete the cookies of this site.'],
};

export const noAnswer = [NO_ANSWER];

export const notTheService = [CHANGED_ON_THE_WAY];

export const unusableToken = [['The token contains characters that are not allowed in a header.', 'Copy it again.']];

/** For a widget that reports that it is ready, but can still be blank. */
export const ifBlank = (location.hostname === 'localhost') ? ''
  : `If the widget is blank, add \`${location.hostname}\` to ${ALLOWLIST} and wait a while.`;

/** For an endpoint that answers as if it did not exist. */
export const chatIsOff = [[
  'Chat is off, because no model is configured.',
  'Set `CHATKIT_MODEL` to the name of a model and restart the service. Hosted sessions need `CHATKIT_WORKFLOW_ID` instead.',
]];

/** Whether it is certain that OpenAI accepts the domain of this page. */
export const domainIsKnown = (location.hostname === 'localhost');

export const forDomain = domainIsKnown ? '`localhost` needs no entry in the domain allowlist.'
  : `This page cannot ask OpenAI. Add \`${location.hostname}\` to ${ALLOWLIST} and use the domain key that it shows. `
    + 'The widget on this page uses `local-dev`, which is valid at `localhost` only.';

/** For an error of the service, by the code in its body. */
export const forCode = (code) => [BY_CODE[code] ?? CHANGED_ON_THE_WAY];

/** For a script that could not be loaded. */
export const forScript = (blocked) => [
  ...forBlocked(blocked),
  [
    'The browser cannot reach `cdn.platform.openai.com`: it is offline, or a firewall, DNS filter or ad blocker '
      + 'blocks the host.',
    'Open [the script](https://cdn.platform.openai.com/deployments/chatkit/chatkit.js) in a tab. You must see code.',
  ],
];

export const notAWidget = [
  [
    'The script is not the widget, or this browser is too old for it.',
    'Check the browser’s console, or update the browser.',
  ],
];

/** For a widget that has a session of this service. */
export const badSession = [
  ['The secret is not from OpenAI: with `mvn spring-boot:test-run`, a stand-in creates it.',
    'Start the service with your `OPENAI_API_KEY` and `CHATKIT_WORKFLOW_ID`.'],
  ['The workflow has been retired or is not published, or the version in `CHATKIT_WORKFLOW_VERSION` does not exist.',
    'Check the workflow in Agent Builder. Remove the version to use the latest.'],
];

/** For a widget that stays blank or reports an error. */
export function forWidget(blocked, usualCauses) {
  const advice = forBlocked(blocked);
  if (!isSecureContext) {
    advice.push(['The page was loaded over plain http. Browsers disable features there that the widget needs.',
      'Open it over https, or as `http://localhost`.']);
  }
  if (location.hostname !== 'localhost') {
    advice.push([`OpenAI does not know the domain \`${location.hostname}\`.`,
      `Add it to ${ALLOWLIST} and wait a while. Or open this page as \`http://localhost\`, which needs no entry.`]);
  }
  return [
    ...advice,
    ...usualCauses,
    ['The browser cannot reach `api.openai.com`, or an extension blocks frames.',
      'Check the network tab of the browser’s developer tools, and try a private window.'],
  ];
}

function forBlocked(blocked) {
  return [...new Set(blocked)].map((what) => [
    `A Content-Security-Policy forbids ${what}.`,
    'The service’s own policy allows it, so a proxy adds another one. Configure the proxy not to do so for this page. '
      + 'On your own page, add it to the policy.',
  ]);
}
