import type { MessageRow } from '../../database/messages.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { ShownCase } from '../readings.ts';
import type { CasePicture, Frame } from './case-picture.ts';
import { periodText } from './event-text.ts';
import { stepOwner, withCrew } from './people.ts';
import { printable, type Style } from './style.ts';
import { shorten } from './table.ts';
import { absolute, duration, relative, span, type Times, when } from './time.ts';

/** Where a case stands: what is next, what is missing, who carries it, what it waits for. */
export function factLines({ shown, messages }: CasePicture, frame: Frame): string[] {
  const { view } = shown;
  const { names, times, style, columns } = frame;
  const rows: [string, string][] = [];
  if (view.nextStep) {
    const { what, byMs } = view.nextStep;
    const late = byMs !== null && byMs < times.nowMs ? style.bad : style.bold;
    rows.push([
      'Next',
      `${late(what)} by ${stepOwner(view.nextStep, names)}${byMs === null ? '' : `, ${when(byMs, times)}`}`,
    ]);
  }
  if (view.missingFacts.length > 0) rows.push(['Missing', view.missingFacts.join(', ')]);
  if (view.hold) {
    const until = view.hold.untilMs === null ? 'until resumed' : `until ${when(view.hold.untilMs, times)}`;
    rows.push(['Hold', `${view.hold.reason} since ${absolute(view.hold.sinceMs, times)}, ${until}`]);
  }
  // Once the visit is over its time is an event like others.
  if (view.appointment && (view.stage === 'appointment' || view.stage === 'visit')) {
    const { startMs, endMs, status, revision } = view.appointment;
    rows.push([
      'Visit',
      `${span(startMs, endMs, times)} (${relative(startMs, times)}), ${status}, revision ${revision}`,
    ]);
  }
  const people = [
    view.leadId ? `lead ${names(view.leadId)}` : null,
    view.technicianId ? `technician ${names(view.technicianId)}${withCrew(view.crewIds, names)}` : null,
  ];
  if (people.some(Boolean)) rows.push(['People', people.filter(Boolean).join(', ')]);
  if (view.warranty) rows.push(['Warranty', warrantyText(view.warranty)]);
  for (const wait of waits(shown, messages, times, style)) rows.push(['Waits', wait]);
  if (shown.from === 'journal' && view.stage !== 'closed') {
    rows.push(['Seen', style.warn(`as of ${when(view.atMs, times)}; the workflow does not answer`)]);
  }
  return rows.map(([name, text]) => shorten(`${name.padEnd(9)} ${text}`, columns));
}

function warrantyText(warranty: NonNullable<CaseView['warranty']>): string {
  switch (warranty.standing) {
    case 'in-warranty':
      return `until ${warranty.untilDate}${periodText(warranty)}`;
    case 'expired':
      return `expired ${warranty.untilDate}${periodText(warranty)}`;
    case 'excluded':
      return `excluded: ${warranty.damage}`;
    case 'unknown':
      return `unknown: ${warranty.missing} is missing`;
  }
}

function waits(shown: ShownCase, messages: readonly MessageRow[], times: Times, style: Style): string[] {
  const work = shown.inFlight.map(({ what, sinceMs }) => `${what}, for ${duration(times.nowMs - sinceMs)}`);
  const journal = shown.uncommittedEvents > 0 ? [`the journal for ${shown.uncommittedEvents} events`] : [];
  const troubled = messages
    .filter(({ state, lastError }) => state === 'unknown' || state === 'refused' || (state !== 'sent' && lastError))
    .slice(-3)
    .map(({ purpose, channel, state, code, lastError }) =>
      style.bad(`${purpose} by ${channel}: ${printable([state, code, lastError].filter(Boolean).join(', '))}`),
    );
  return [...work, ...journal, ...troubled];
}
