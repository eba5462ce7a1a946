import type { CaseCommandType } from '../../client/aftercare.ts';
import type { MessageRow } from '../../database/messages.ts';
import type { Actor } from '../../domain/case/commands.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseView } from '../../domain/case/view.ts';

/** One thing that somebody does, at a minute of the demo's calendar (local time of the policy). */
export interface Step {
  readonly at: string;
  readonly type: CaseCommandType;
  readonly body: Readonly<Record<string, unknown>>;
  readonly by: Actor;
}

/** What a played case left behind. */
export interface Outcome {
  readonly view: CaseView;
  readonly events: readonly CaseEvent[];
  readonly messages: readonly MessageRow[];
  /** Messages at the sinks, by the provider's id. */
  readonly arrived: readonly Arrived[];
}

export interface Arrived {
  readonly key: string;
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly hasInvite: boolean;
  /** On the case's clock. */
  readonly atMs: number;
}

/** A sentence that the demo stands for, and how it is seen to be true. */
export interface Promised {
  readonly sentence: string;
  readonly holds: (outcome: Outcome) => boolean;
}

/** A case from its request (by its reference in `requests.jsonl`) to its end, and what must have come of it. */
export interface Story {
  readonly title: string;
  readonly reference: string;
  readonly steps: readonly Step[];
  readonly promised: readonly Promised[];
}

const CUSTOMER: Actor = { kind: 'customer' };

export const customer = (at: string, type: CaseCommandType, body: Step['body'] = {}): Step => ({
  at,
  type,
  body,
  by: CUSTOMER,
});

export const staff =
  (personId: string) =>
  (at: string, type: CaseCommandType, body: Step['body'] = {}): Step => ({
    at,
    type,
    body,
    by: { kind: 'staff', personId },
  });

/** An appointment's body from `YYYY-MM-DD HH:MM HH:MM` in the policy's zone. */
export function visit(text: string): { start: string; end: string } {
  const [day = '', from = '', to = ''] = text.split(' ');
  return { start: `${day}T${from}+08:00`, end: `${day}T${to}+08:00` };
}
