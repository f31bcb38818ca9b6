// Calls the service that this page comes from.

import * as advice from './advice.js';
import { Failure } from './steps.js';

// Every panel has a field for the token. They always hold the same one.
const fields = [...document.querySelectorAll('[type=password]')];
fields.forEach((field) => field.addEventListener('input', () => fields.forEach((other) => {
  other.value = field.value;
})));

export function headers() {
  const value = fields[0].value.trim();
  try {
    return new Headers(value ? { Authorization: `Bearer ${value}` } : {});
  } catch {
    throw new Failure('The token cannot be sent.', advice.unusableToken);
  }
}

/** Paths are relative, so that a proxy can serve the page below another path. */
export async function call(path, options, millis) {
  let response;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(millis) });
  } catch (failure) {
    const late = failure.name === 'TimeoutError';
    throw new Failure(late ? `No answer within ${millis / 1000} s.` : 'No answer.', advice.noAnswer);
  }
  return { response, body: await response.json().catch(() => undefined) };
}

export function refused(response, body, pairs = advice.forCode(body?.code)) {
  if (!body?.code) {
    return new Failure(`A response with status ${response.status} was received, but not from the service.`, advice.notTheService);
  }
  const wait = response.headers.get('Retry-After');
  const id = response.headers.get('X-Request-Id');
  return new Failure([
    `${response.status} \`${body.code}\`: ${body.error}`,
    wait && `Try again after ${wait} s.`,
    body.request_id && `OpenAI’s request id is \`${body.request_id}\`.`,
    id && `The service’s request id is \`${id}\`.`,
  ].filter(Boolean).join(' '), pairs);
}
