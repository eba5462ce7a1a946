import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { FactsFilter } from '../../domain/policy/pinned.ts';
import { printable, type Style } from './style.ts';
import { renderTable } from './table.ts';
import { workingTime } from './time.ts';

/** What a policy promises, at a glance: kinds and their plans, limits, people. */
export function renderPolicy(
  { id, version, zone, people, pinned }: PolicyDocument,
  style: Style,
  columns: number,
): string {
  const kinds = Object.entries(pinned.kinds).map(([kind, plan]) => [kind, plan?.stages.join(' > ') ?? '']);
  const limits = pinned.clocks.flatMap((clock) =>
    clock.within.map((row) => [
      clock.id,
      `${clock.from} to ${clock.until}`,
      workingTime(row.withinMs),
      row.calendar ?? clock.calendar,
      filterText(row.when),
    ]),
  );
  const staff = pinned.people.map((person) => [
    person.id,
    printable(people[person.id]?.name ?? ''),
    person.roles.join(', '),
    person.hours,
    person.regions.join(', '),
  ]);
  return [
    `${style.bold(`${id}@${version}`)}  zone ${zone}, ${pinned.currency}, locales ${pinned.locales.join(', ')}`,
    renderTable({ head: ['KIND', 'PLAN'], rows: kinds, columns }),
    renderTable({ head: ['CLOCK', 'FROM TO', 'WITHIN', 'HOURS', 'WHEN'], rows: limits, columns }),
    renderTable({ head: ['PERSON', 'NAME', 'ROLES', 'HOURS', 'REGIONS'], rows: staff, columns }),
  ].join('\n\n');
}

function filterText(filter: FactsFilter): string {
  const parts = Object.values(filter).map((values) => (values as readonly string[]).join('/'));
  return parts.length === 0 ? 'any' : parts.join(', ');
}
