import { type Refusal, refusal } from '../../domain/case/refusals.ts';

/** Of the JSON text in UTF-8. Nothing a case needs comes near it, and a larger one is refused before anything parses it. */
export const BODY_LONGEST_BYTES = 256 * 1_024;

/** Levels of lists and objects in each other. What reads a body deeper than this might never come back up. */
const DEEPEST = 64;

export type Body = { readonly body: unknown } | { readonly refusal: Refusal };

export function readBody(raw: unknown): Body {
  if (typeof raw === 'string') return isTooLong(raw) ? tooLong() : fromJson(raw);
  if (raw instanceof Uint8Array) {
    if (raw.byteLength > BODY_LONGEST_BYTES) return tooLong();
    const text = decode(raw);
    return text === null ? invalid('Send the body as UTF-8.') : fromJson(text);
  }
  const text = encode(raw);
  if (text === null) return invalid('Send a body that JSON can hold.');
  return isTooLong(text) ? tooLong() : { body: raw };
}

function fromJson(text: string): Body {
  try {
    const body: unknown = JSON.parse(text);
    return isTooDeep(body) ? invalid(`Nest lists and objects ${DEEPEST} deep at most.`) : { body };
  } catch (error) {
    // The engine's message quotes the body, which is personal; only the position is taken from it.
    const position = /position (\d+)/.exec(String(error))?.[1];
    if (position !== undefined) return invalid(`This is not JSON: look near character ${Number(position) + 1}.`);
    return invalid(/end of JSON/.test(String(error)) ? 'This is not JSON: it ends too early.' : 'This is not JSON.');
  }
}

function isTooDeep(body: unknown): boolean {
  let level = [body];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}

function isTooLong(text: string): boolean {
  return text.length > BODY_LONGEST_BYTES || Buffer.byteLength(text) > BODY_LONGEST_BYTES;
}

function tooLong(): Body {
  return { refusal: refusal('body-too-large', '', { longest: `${BODY_LONGEST_BYTES / 1_024} KB` }) };
}

function invalid(detail: string): Body {
  return { refusal: refusal('invalid-request', '', { detail }) };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function encode(raw: unknown): string | null {
  try {
    return JSON.stringify(raw) ?? null;
  } catch {
    return null;
  }
}
