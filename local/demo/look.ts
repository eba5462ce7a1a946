import type { CaseEvent, EventType } from '../../domain/case/events.ts';
import type { Outcome } from './story.ts';

/** Small questions that the promises of the stories are made of. */

type EventOf<T extends EventType> = Extract<CaseEvent, { type: T }>;

export function events<T extends EventType>({ events: all }: Outcome, type: T): readonly EventOf<T>[] {
  return all.filter((event): event is EventOf<T> => event.type === type);
}

/** Local day and minute in the demo's zone (UTC+8, no summer time), such as `2026-03-16 09:20`. */
export function localMinute(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** The part of a message's key behind the case, such as `appointment-reminder/r1/customer/sms`. */
export function arrivedKeys({ arrived }: Outcome): readonly string[] {
  return arrived.map(({ key }) => key.slice(key.indexOf('/') + 1));
}

export function verdicts({ view }: Outcome, clockId: string): readonly string[] {
  return view.clocks.filter((clock) => clock.clockId === clockId).map(({ status }) => status);
}

/** The person each step of a clock's ladder went to, with its minute. */
export function ladder(outcome: Outcome, clockId: string): readonly string[] {
  return events(outcome, 'ClockEscalated')
    .filter((event) => event.clockId === clockId)
    .map(({ personId, atMs }) => `${personId} ${localMinute(atMs)}`);
}

export function sameList(found: readonly unknown[], wanted: readonly unknown[]): boolean {
  return JSON.stringify(found) === JSON.stringify(wanted);
}
