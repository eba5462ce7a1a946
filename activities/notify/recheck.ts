import type { SendDesk } from '../../database/send-desk.ts';
import { expandCalendars } from '../../domain/calendar/expand.ts';
import { nextOpen } from '../../domain/calendar/spans.ts';
import type { MessageOutcome } from '../../domain/case/commands.ts';
import type { MessageIntent } from '../../domain/notice/intent.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { NoticeOccasion } from '../../domain/policy/pinned.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import type { SendInput } from '../ports.ts';

export type Verdict =
  | { readonly kind: 'go' }
  | { readonly kind: 'suppress'; readonly code: Extract<MessageOutcome, { state: 'suppressed' }>['code'] }
  | { readonly kind: 'wait'; readonly forMs: number };

/** Questions nobody can answer any more once the case is closed; what closing itself says still goes out. */
const QUESTIONS: readonly NoticeOccasion[] = [
  'facts-chased',
  'signature-asked',
  'callback-asked',
  'callback-asked-again',
  'follow-up-asked',
];

/** Whether a planned message may still go out: the case may have gone on since. Opt-outs are asked as it is claimed. */
export function recheck(
  document: PolicyDocument,
  { intent, view }: SendInput,
  { current: journalled }: Pick<SendDesk, 'current'>,
  nowMs: number,
): Verdict {
  const current = journalled ?? view;
  if (intent.appointmentRevision !== null && current.appointmentRevision > intent.appointmentRevision) {
    return { kind: 'suppress', code: 'superseded' };
  }
  if (current.stage === 'closed' && QUESTIONS.includes(intent.purpose))
    return { kind: 'suppress', code: 'case-closed' };
  const opensAtMs = opening(document, intent, nowMs);
  return opensAtMs > nowMs ? { kind: 'wait', forMs: opensAtMs - nowMs } : { kind: 'go' };
}

/** Windows looked through for the next opening: most nights need only the first. */
const LOOK_AHEAD_DAYS = [3, 30];

function opening(document: PolicyDocument, { hours }: MessageIntent, nowMs: number): number {
  if (hours === null) return nowMs;
  const schedule = document.calendars[hours];
  // A calendar that the policy does not have closes nothing; its check refuses such a policy.
  if (schedule === undefined) return nowMs;
  for (const days of LOOK_AHEAD_DAYS) {
    const { spans } = expandCalendars({ [hours]: schedule }, document.zone, nowMs, days);
    const opensAtMs = nextOpen(spans[hours] ?? [], nowMs);
    if (opensAtMs !== null) return opensAtMs;
  }
  return nowMs + DAY_MS;
}
