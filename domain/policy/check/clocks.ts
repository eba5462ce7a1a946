import type { FaultPath, Finding } from '../fault.ts';
import { ENDED, partsOf } from '../item-words.ts';
import type { ClockMilestone } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';
import type { SourceFilter } from '../schema-filter.ts';
import { MILESTONES } from '../vocabulary.ts';
import { isMilestone } from './item-reach.ts';
import { type Clock, comesAfter, mayBeOf, plansOf, reaches, starts } from './reach.ts';

/** Clocks that start, can end, and have limits each of which can apply; ladders that climb. */
export function checkClocks(source: PolicySource): Finding[] {
  return [
    ...Object.entries(source.clocks).flatMap(([id, clock]) => [
      ...direction(source, id, clock),
      ...limits(id, clock),
      ...warnings(id, clock),
    ]),
    ...Object.entries(source.ladders).flatMap(([id, steps]) => ladder(id, steps)),
  ];
}

function direction(source: PolicySource, id: string, clock: Clock): Finding[] {
  const path = (key: string): FaultPath => ['clocks', id, key];
  const { from, until } = clock;
  if (from === until || isBackwards(source, from, until)) {
    const later = MILESTONES.slice(MILESTONES.findIndex((milestone) => milestone === from) + 1);
    const choice = later.length === 0 ? 'let the clock start earlier' : `choose a later milestone: ${later.join(', ')}`;
    const message = `${until} does not come after ${from}; ${choice}`;
    return [{ code: 'clock-backwards', message, path: path('until') }];
  }
  const started = plansOf(source).filter((plan) => starts(source, clock, plan));
  if (started.length === 0) {
    const message = `no kind this clock applies to ever reaches ${from}${gradeHint(clock)}; choose another milestone or widen its limits`;
    return [{ code: 'clock-never-starts', message, path: path('from') }];
  }
  const idle = idleLimits(source, id, clock);
  const endless = started.filter((plan) => !reaches(source, plan, until)).map(({ kind }) => kind);
  if (endless.length === 0) return idle;
  const ending = started.map(({ kind }) => kind).filter((kind) => !endless.includes(kind));
  const remedy =
    ending.length === 0 ? 'choose another milestone' : `give its limits when: { kinds: [${ending.join(', ')}] }`;
  const message = `the clock starts for ${endless.join(', ')} but the plan never reaches ${until}; ${remedy}`;
  return [...idle, { code: 'clock-never-ends', message, path: path('until') }];
}

/** On the main line, and within one item, there is an order; between them there is none. */
function isBackwards(source: PolicySource, from: ClockMilestone, until: ClockMilestone): boolean {
  if (from === 'reopened' || until === 'reopened') return false;
  if (isMilestone(from) && isMilestone(until)) {
    const isPossible = plansOf(source).some((plan) => comesAfter(plan, from, until));
    return MILESTONES.indexOf(from) > MILESTONES.indexOf(until) && !isPossible;
  }
  const [first, last] = [partsOf(from), partsOf(until)];
  return first !== null && first.name === last?.name && (first.step === ENDED || last.step === 'opened');
}

function gradeHint({ limits: rows }: Clock): string {
  return rows.some(({ when }) => when.grades !== undefined) ? ' with its grade known' : '';
}

/** Limits for kinds alone that never start the clock. */
function idleLimits(source: PolicySource, id: string, { from, limits: rows }: Clock): Finding[] {
  const starting = plansOf(source).filter((plan) => reaches(source, plan, from));
  return rows.flatMap(({ when }, i): Finding[] => {
    if (when.kinds === undefined || starting.some(({ kind }) => mayBeOf(when, kind))) return [];
    const message = `limit ${i + 1} is never used, because ${when.kinds.join(', ')} never reaches ${from}; drop it, or name other kinds`;
    return [{ code: 'limit-unreachable', message, path: ['clocks', id, 'limits', i] }];
  });
}

function limits(id: string, { limits: rows }: Clock): Finding[] {
  return rows.flatMap(({ when, within }, i): Finding[] => {
    const path = ['clocks', id, 'limits', i];
    const zero: Finding[] =
      within === 'agreed' || within > 0
        ? []
        : [
            {
              code: 'limit-zero',
              message: 'a limit of no time is broken at once; write at least 1m',
              path: [...path, 'within'],
            },
          ];
    const coveredBy = rows.slice(0, i).findIndex((earlier) => covers(earlier.when, when));
    if (coveredBy < 0) return zero;
    const message = `limit ${i + 1} is never used, because limit ${coveredBy + 1} already fits every such case; put the narrower one first`;
    return [...zero, { code: 'limit-unreachable', message, path }];
  });
}

function warnings(id: string, { warnAt, warn }: Clock): Finding[] {
  const findings: Finding[] = [];
  warnAt.forEach((percent, i) => {
    const before = warnAt[i - 1];
    if (Number.isInteger(percent) && percent >= 1 && percent <= 99 && (before === undefined || percent > before))
      return;
    const message = `${percent} is no warning here; write whole percents from 1 to 99, each greater than the one before`;
    findings.push({ code: 'warning-percent', message, path: ['clocks', id, 'warnAt', i] });
  });
  if (warnAt.length > 0 && warn === undefined) {
    const message = 'nobody is warned; write warn: lead (or another recipient), or drop warnAt';
    findings.push({ code: 'warning-percent', message, path: ['clocks', id, 'warnAt'] });
  }
  return findings;
}

function ladder(id: string, steps: PolicySource['ladders'][string]): Finding[] {
  return steps.flatMap(({ after }, i): Finding[] => {
    const before = steps[i - 1];
    if (before === undefined || after > before.after) return [];
    const message = 'a step must come later than the one before; write a longer time after the breach';
    return [{ code: 'ladder-order', message, path: ['ladders', id, i, 'after'] }];
  });
}

/** True when every case that fits `narrow` fits `wide` too. */
export function covers(wide: SourceFilter, narrow: SourceFilter): boolean {
  const within = (all: readonly string[] | undefined, some: readonly string[] | undefined): boolean =>
    all === undefined || (some?.every((value) => all.includes(value)) ?? false);
  return (
    within(wide.kinds, narrow.kinds) &&
    within(wide.grades, narrow.grades) &&
    within(wide.urgencies, narrow.urgencies) &&
    within(wide.tiers, narrow.tiers) &&
    within(wide.ways, narrow.ways) &&
    within(wide.channels, narrow.channels) &&
    within(wide.products, narrow.products) &&
    within(wide.standings, narrow.standings) &&
    within(wide.causes, narrow.causes) &&
    within(wide.faults, narrow.faults) &&
    within(wide.marks, narrow.marks)
  );
}
