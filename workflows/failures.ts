import { ApplicationFailure } from '@temporalio/workflow';
import { type Refusal, refusalSentence } from '../domain/case/refusals.ts';

/** The type of the failure that carries a refusal to the sender of a command; its first detail is the `Refusal`. */
export const REFUSAL = 'Refusal';

/** Only Temporal's own failures may leave a handler: any other error would fail the workflow task instead. */
export function refusalFailure(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    type: REFUSAL,
    message: refusalSentence(refusal),
    nonRetryable: true,
    details: [refusal],
  });
}

/** The type of the failure of an opening that met a run on its way out: sent again, it starts another. */
export const ENDING = 'Ending';

export function endingFailure(): ApplicationFailure {
  return ApplicationFailure.create({ type: ENDING, message: 'This run is ending unopened.', nonRetryable: true });
}
