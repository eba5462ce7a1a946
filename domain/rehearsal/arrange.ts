import type { LoggedEvent, LoggedTicket } from './logged-ticket.ts';

/** A ticket put in order, and what had to be done for it. */
export interface Arranged {
  readonly ticket: LoggedTicket;
  /** Events that say word for word what another one said. */
  readonly repeated: readonly LoggedEvent[];
  /** Events that the log has behind a later one; they are used, at their time. */
  readonly late: readonly LoggedEvent[];
}

/** Puts the events of one ticket, as the log has them, in the order of their times. */
export function arrange(id: string, logged: readonly LoggedEvent[]): Arranged {
  const seen = new Set<string>();
  const repeated: LoggedEvent[] = [];
  const late: LoggedEvent[] = [];
  const events: LoggedEvent[] = [];
  let latestMs = Number.NEGATIVE_INFINITY;
  for (const event of logged) {
    const said = JSON.stringify([event.atMs, event.activity, event.cells]);
    if (seen.has(said)) {
      repeated.push(event);
      continue;
    }
    seen.add(said);
    if (event.atMs < latestMs) late.push(event);
    latestMs = Math.max(latestMs, event.atMs);
    events.push(event);
  }
  return { ticket: { id, events: events.sort((a, b) => a.atMs - b.atMs || a.line - b.line) }, repeated, late };
}
