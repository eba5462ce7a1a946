import type { Invite, Mailbox } from './gateways.ts';

export interface Visit {
  /** The same through all revisions, so that calendars move the entry and do not add another. */
  readonly uid: string;
  readonly revision: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly summary: string;
  readonly organizer: Mailbox;
  readonly attendee: Mailbox;
  /** When the invitation was made. */
  readonly stampMs: number;
}

/** A calendar entry for the visit, or its withdrawal. Times are UTC: a zone's name without its rules is misread. */
export async function inviteFor(method: Invite['method'], visit: Visit): Promise<Invite> {
  const { default: ical, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  const calendar = ical({ method: ICalCalendarMethod[method], prodId: { company: 'Aftercare', product: 'Visits' } });
  calendar.createEvent({
    id: visit.uid,
    sequence: visit.revision,
    start: new Date(visit.startMs),
    end: new Date(visit.endMs),
    stamp: new Date(visit.stampMs),
    summary: visit.summary,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: visit.organizer.name, email: visit.organizer.address },
    attendees: [{ name: visit.attendee.name, email: visit.attendee.address }],
  });
  return { method, content: calendar.toString() };
}
