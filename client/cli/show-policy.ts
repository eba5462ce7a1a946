import { type CalendarSchedule, type DayWindow, MINUTES_A_DAY } from '../../domain/calendar/schedule.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { FactsFilter } from '../../domain/policy/pinned.ts';
import { money } from './event-text.ts';
import { printable, type Style } from './style.ts';
import { renderTable } from './table.ts';
import { workingTime } from './time.ts';

/** What a policy promises, at a glance: kinds and their plans, limits, hours, people. */
export function renderPolicy(document: PolicyDocument, style: Style, columns: number): string {
  const { id, version, zone, calendars, people, pinned } = document;
  const kinds = Object.entries(pinned.kinds).map(([kind, plan]) => [kind, plan?.stages.join(' > ') ?? '']);
  const clocks = pinned.clocks.map(({ id, from, until }) => [id, `${from} to ${until}`]);
  const limits = pinned.clocks.flatMap((clock) =>
    clock.within.map((row) => [
      clock.id,
      workingTime(row.withinMs),
      row.calendar ?? clock.calendar,
      filterText(row.when),
    ]),
  );
  const hours = Object.entries(calendars).map(([name, { weekly }]) => [
    name,
    weekText(weekly),
    name === pinned.appointment.hours ? 'appointments' : '',
  ]);
  const staff = pinned.people.map((person) => [
    person.id,
    printable(people[person.id]?.name ?? ''),
    person.roles.join(', '),
    person.hours,
    person.regions.join(', '),
  ]);
  return [
    `${style.bold(`${id}@${version}`)}  zone ${zone}, ${pinned.currency}, locales ${pinned.locales.join(', ')}`,
    renderTable({ head: ['KIND', 'PLAN'], rows: kinds, columns, wraps: true }),
    renderTable({ head: ['CLOCK', 'FROM TO'], rows: clocks, columns, wraps: true }),
    renderTable({ head: ['LIMIT OF', 'WITHIN', 'HOURS', 'WHEN'], rows: limits, columns, wraps: true }),
    renderTable({ head: ['HOURS', 'WEEK', 'FOR'], rows: hours, columns, gives: 1, wraps: true }),
    renderTable({ head: ['PRICE OF', 'WHAT', 'PRICE', 'COST'], rows: pricesOf(document), columns }),
    renderTable({ head: ['PERSON', 'NAME', 'ROLES', 'HOURS', 'REGIONS'], rows: staff, columns }),
  ].join('\n\n');
}

/** The published list: `hose-clip  part  10.00 CNY a metre`. */
function pricesOf({ pinned, priceUnits = {} }: PolicyDocument): string[][] {
  const { parts, labour, fees = {}, market = [], costs, travelMinor } = pinned.prices;
  const paid = (amountMinor: number | undefined): string =>
    amountMinor === undefined ? '' : money(amountMinor, pinned.currency);
  const rows = (what: string, list: Readonly<Record<string, number>>, cost: Readonly<Record<string, number>> = {}) =>
    Object.entries(list).map(([code, priceMinor]) => {
      const unit = priceUnits[code];
      return [code, what, `${paid(priceMinor)}${unit === undefined ? '' : ` a ${unit}`}`, paid(cost[code])];
    });
  return [
    ...rows('part', parts, costs?.parts),
    ...market.map((code) => [code, 'part', 'of the market', '']),
    ...rows('labour', labour, costs?.labour),
    ...rows('fee', fees),
    ['travel', 'travel', paid(travelMinor), ''],
  ];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `Mon–Fri 09:00–12:00 13:00–18:00, Sat 09:00–12:00`; holidays and special days are left out. */
function weekText(weekly: CalendarSchedule['weekly']): string {
  const days = weekly.map((windows) => windows.map(windowText).join(' '));
  const runs: { from: number; to: number; text: string }[] = [];
  for (const [day, text] of days.entries()) {
    const last = runs.at(-1);
    if (last && last.text === text) last.to = day;
    else runs.push({ from: day, to: day, text });
  }
  return runs
    .filter(({ text }) => text !== '')
    .map(({ from, to, text }) => `${DAYS[from]}${to === from ? '' : `–${DAYS[to]}`} ${text}`)
    .join(', ');
}

function windowText({ fromMinute, toMinute }: DayWindow): string {
  return `${clockTime(fromMinute)}–${clockTime(toMinute > MINUTES_A_DAY ? toMinute - MINUTES_A_DAY : toMinute)}`;
}

function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function filterText(filter: FactsFilter): string {
  const parts = Object.values(filter).map((values) => (values as readonly string[]).join('/'));
  return parts.length === 0 ? 'any' : parts.join(', ');
}
