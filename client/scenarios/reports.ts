import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Expected, FigureExpectation } from '../../domain/rehearsal/expect.ts';
import type { Script } from '../../domain/rehearsal/script.ts';
import type { ReportDefinition } from '../../domain/report/plan.ts';
import { localInstant, localTime } from '../requests/local-instant.ts';
import { readAbout, readSaid } from './figures.ts';
import { readMoment, writtenMoment } from './moment.ts';
import type { Page } from './page.ts';
import type { SourceThen } from './shape.ts';

type Asked = NonNullable<Script['reports']>[number];

/** The reports that `then` speaks of, and what each must tell. */
export interface ReadReports {
  readonly asked: readonly Asked[];
  readonly expected: readonly Expected<FigureExpectation>[];
}

const HEADING = /^(\S+) at (.+)$/;

export function readReports(
  page: Page,
  { report }: SourceThen,
  policy: PolicyDocument,
  { startMs, untilMs }: { readonly startMs: number; readonly untilMs: number },
): ReadReports {
  const asked: Asked[] = [];
  const expected: Expected<FigureExpectation>[] = [];
  for (const [heading, lines] of Object.entries(report)) {
    const path = ['then', 'report', heading];
    const one = readHeading(heading, policy, startMs, untilMs);
    if ('wrong' in one) {
      page.fault(path, one.code, one.wrong);
      continue;
    }
    for (const [about, said] of Object.entries(lines)) {
      const wrong = readAbout(about, policy, one.definition.sections);
      if (wrong !== null) page.fault([...path, about], 'bad-sentence', wrong);
      else {
        const text = `${about}: ${said}`;
        expected.push({ report: asked.length, about, said: readSaid(said), line: page.lineOf([...path, about]), text });
      }
    }
    asked.push({ name: one.name, atMs: one.atMs });
  }
  return { asked, expected };
}

type Heading = Asked & { readonly definition: ReportDefinition };

/** `weekly at Mon 2026-03-16 08:00`: a moment at which that report is mailed, while the case is watched. */
function readHeading(
  heading: string,
  { reports, zone }: PolicyDocument,
  startMs: number,
  untilMs: number,
): Heading | { readonly code: string; readonly wrong: string } {
  const [, name = heading, when = ''] = HEADING.exec(heading) ?? [];
  const mailed = reports?.mailed ?? {};
  const definition = mailed[name];
  if (definition === undefined) {
    return { code: 'bad-sentence', wrong: `no report is called ${name}; ${suggest(name, Object.keys(mailed))}` };
  }
  const moment = readMoment(when, { zone, fromMs: startMs, side: 'after' });
  if ('wrong' in moment) return { code: 'bad-time', wrong: moment.wrong };
  const { atMs } = moment;
  if (!isMailed(definition, atMs, zone)) {
    return { code: 'bad-time', wrong: `${name} is not mailed at ${writtenMoment(atMs, zone)}; the policy says when` };
  }
  if (atMs <= untilMs) return { name, atMs, definition };
  const wrong = `the case is watched until ${writtenMoment(untilMs, zone)}; write until: ${writtenMoment(atMs, zone)}`;
  return { code: 'bad-time', wrong };
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function isMailed({ every, atMinuteOfDay }: ReportDefinition, atMs: number, zone: string): boolean {
  const [weekday = '', date = ''] = writtenMoment(atMs, zone).split(' ');
  const isDay = every === 'month' ? date.endsWith('-01') : WEEKDAYS.indexOf(weekday) === every.weekday;
  const [hours, minutes] = [Math.floor(atMinuteOfDay / 60), atMinuteOfDay % 60];
  const time = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
  return isDay && localTime(atMs, zone) === time && localInstant(date, time, zone) === atMs;
}
