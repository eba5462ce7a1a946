import { RefusedError } from '../../client/errors.ts';

/** Refused only because the engine is still reserving a slot or ranking: real people try again in a moment, too. */
const NOT_YET = new Set(['slot-being-reserved', 'load-not-known-yet']);
const TRIES = 100;
const TRY_AGAIN_MS = 100;

export async function whenReady<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      const notYet = error instanceof RefusedError && error.refusals.every(({ code }) => NOT_YET.has(code));
      if (!notYet || attempt === TRIES) throw error;
      await new Promise((again) => setTimeout(again, TRY_AGAIN_MS));
    }
  }
}
