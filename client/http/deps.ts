import type { Principal } from '../../domain/access/principal.ts';
import { type Aftercare, aftercareOf } from '../aftercare.ts';
import type { Start } from '../open.ts';
import type { Organisations } from '../organisations.ts';
import type { Parts } from '../send.ts';
import type { Store } from '../store.ts';
import { createLimiter, type Limiter } from './limiter.ts';

/** What everything that is reached over HTTP stands on. */
export interface HttpDeps extends Surroundings {
  readonly aftercare: Aftercare;
  readonly store: Store;
  readonly organisations: Organisations;
  /** Inputs to one case, from wherever; named `organisation/case`. */
  readonly inputsOfCase: Limiter;
  /** Cases opened for numbers that differ in their last four digits only; named `organisation/prefix`. */
  readonly openingsOfPrefix: Limiter;
  /** Rejects while the engine does not answer. */
  readonly engineAnswers: () => Promise<unknown>;
}

export interface Surroundings {
  /** Where the outside reaches us, without a slash at its end; null: nobody outside does. */
  readonly publicUrl: string | null;
  /** The SMS provider's token, which signs what it posts; null where no provider is set up. */
  readonly smsAuthToken: string | null;
  /** Whom an access token of the OIDC provider speaks for, or null; absent where none is set up. */
  readonly principalOfToken?: (token: string) => Promise<Principal | null>;
  /** The clock that limits and links are measured by: that of the cases. */
  readonly nowMs: () => number;
  readonly log: HttpLog;
}

/** Codes and ids, never contents. */
export interface HttpLog {
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void;
}

export const INPUTS_OF_CASE_A_MINUTE = 60;
/** Neighbours in the numbering plan do not all call on one day; numbers that somebody makes up to be texted do. */
export const OPENINGS_OF_PREFIX_AN_HOUR = 30;
const ENGINE_WITHIN_MS = 1_500;

export function httpDepsOf(parts: Parts, start: Start, surroundings: Surroundings): HttpDeps {
  return {
    ...surroundings,
    aftercare: aftercareOf(parts, start),
    store: parts.store,
    organisations: parts.organisations,
    inputsOfCase: createLimiter(INPUTS_OF_CASE_A_MINUTE, 60_000, surroundings.nowMs),
    openingsOfPrefix: createLimiter(OPENINGS_OF_PREFIX_AN_HOUR, 3_600_000, surroundings.nowMs),
    // No case has this id: an engine that answers says so.
    engineAnswers: () => parts.gateway.standing('-', 'C-0000000000', ENGINE_WITHIN_MS),
  };
}
