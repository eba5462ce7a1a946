import { type Refusal, refusalSentence } from '../domain/case/refusals.ts';
import type { CommandId } from '../domain/shared/ids.ts';

/** A request that changed nothing, with every reason; codes are stable, sentences are not. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusals: readonly [Refusal, ...Refusal[]];

  constructor(refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals.map((one) => `${one.code}: ${refusalSentence(one)}`).join('\n'));
    this.refusals = refusals;
  }
}

/** Nobody answered in time. The command may have been recorded: sending it again under the same id is safe. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  readonly commandId: CommandId | null;

  constructor(what: string, commandId: CommandId | null, cause?: unknown) {
    super(what, { cause });
    this.commandId = commandId;
  }
}

/** The engine does not know us or does not let us in. */
export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
}

export function refused(first: Refusal): RefusedError {
  return new RefusedError([first]);
}

/** Domain fields that a request calls otherwise. */
const REQUEST_FIELDS: Readonly<Record<string, string>> = {
  '/startMs': '/start',
  '/endMs': '/end',
  '/untilMs': '/until',
  '/effectiveAtMs': '/effectiveAt',
  '/id': '/commandId',
  '/agreedMs': '/until',
  '/values/agreedMs': '/until',
  '/values/referenceId': '/reference',
};

/** A refusal of the case, its place named as the sender wrote it. */
export function refusedByCase(by: Refusal): RefusedError {
  const place = REQUEST_FIELDS[by.place] ?? by.place.replace(/^\/values\//, '/');
  // What a step of an item lacks is named as the sender would write it.
  const params =
    by.place.startsWith('/values/') && 'step' in by.params ? { ...by.params, value: place.slice(1) } : by.params;
  return refused({ ...by, place, params });
}
