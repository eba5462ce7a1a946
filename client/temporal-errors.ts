import {
  ApplicationFailure,
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { Refusal } from '../domain/case/refusals.ts';
import { ENDING, REFUSAL } from '../workflows/failures.ts';
import { NoAnswerInTime } from './within.ts';

/** What an error of the Temporal client means for a command. */
export type Meaning =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** No run takes commands under this id: closed, or never opened. */
  | { readonly kind: 'no-case' }
  /** Nobody knows whether it was recorded; the same id may be sent again. */
  | { readonly kind: 'try-again' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'fault' };

/** gRPC: CANCELLED (our own time-out), DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, UNAVAILABLE. */
const TRY_AGAIN = new Set([1, 4, 8, 10, 14]);
/** gRPC: PERMISSION_DENIED, UNAUTHENTICATED. */
const NOT_ALLOWED = new Set([7, 16]);

/** What the server says of an update whose case closed before its handler ended. */
const CLOSED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

export function meaningOf(error: unknown): Meaning {
  if (error instanceof WorkflowUpdateFailedError) return meaningOfFailure(error.cause);
  if (error instanceof WorkflowNotFoundError) return { kind: 'no-case' };
  if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'no-case' };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof NoAnswerInTime) {
    return { kind: 'try-again' };
  }
  const grpc = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(grpc)) return { kind: 'fault' };
  if (TRY_AGAIN.has(grpc.code)) return { kind: 'try-again' };
  return NOT_ALLOWED.has(grpc.code) ? { kind: 'not-allowed' } : { kind: 'fault' };
}

function meaningOfFailure(cause: unknown): Meaning {
  if (!(cause instanceof ApplicationFailure)) return { kind: 'fault' };
  if (cause.type === CLOSED_MEANWHILE) return { kind: 'no-case' };
  if (cause.type === ENDING) return { kind: 'try-again' };
  const refusal = cause.details?.[0];
  if (cause.type === REFUSAL && isRefusal(refusal)) return { kind: 'refused', refusal };
  return { kind: 'fault' };
}

function isRefusal(detail: unknown): detail is Refusal {
  return typeof detail === 'object' && detail !== null && 'code' in detail && 'place' in detail && 'params' in detail;
}
