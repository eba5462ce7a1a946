import { describe, expect, test } from 'vitest';
import { arrange } from '../../../domain/rehearsal/arrange.ts';
import { calendarWindows } from '../../../domain/rehearsal/calendars.ts';
import { createHistogram } from '../../../domain/rehearsal/histogram.ts';
import { soonestVisit } from '../../../domain/rehearsal/soonest-visit.ts';
import { tallyClocks } from '../../../domain/rehearsal/tally-clocks.ts';
import { tallyEvents } from '../../../domain/rehearsal/tally-events.ts';
import type { JudgedClock } from '../../../domain/rehearsal/ticket-judgement.ts';
import { peakOf, tallyWeek } from '../../../domain/rehearsal/week-map.ts';
import { HOUR_MS, MINUTE_MS } from '../../../domain/shared/time.ts';
import { instantOf } from '../../../local/demo/director.ts';
import { loadPolicy } from '../../support/policies.ts';

const policy = await loadPolicy('device-maker');
const windows = calendarWindows(policy);

describe('a histogram', () => {
  test('finds the median and what nine in ten are within, in any order', () => {
    const values = createHistogram();
    for (const value of [90, 10, 30, 100, 20, 60, 40, 80, 50, 70]) values.add(value);
    expect([values.at(0.5), values.at(0.9), values.at(1)]).toEqual([50, 90, 100]);
    expect(createHistogram().at(0.5)).toBeNull();
  });
});

describe('clocks added up', () => {
  const clock = (verdict: JudgedClock['verdict'], usedMs: number | null, limitMs = 4 * HOUR_MS): JudgedClock => ({
    ...{ clockId: 'assign', round: 1, verdict, usedMs, limitMs },
  });
  const assign = (...clocks: JudgedClock[]) => {
    const tally = tallyClocks(policy.pinned);
    for (const one of clocks) tally.add([one]);
    return tally.report().find(({ clockId }) => clockId === 'assign');
  };

  test('are kept by those that came to an end', () => {
    expect(
      assign(clock('met', HOUR_MS), clock('met', 2 * HOUR_MS), clock('breached', 8 * HOUR_MS, 2 * HOUR_MS)),
    ).toEqual({
      clockId: 'assign',
      counts: { met: 2, breached: 1, cancelled: 0, running: 0 },
      metPercent: 66.7,
      limitsMs: { shortest: 2 * HOUR_MS, longest: 4 * HOUR_MS },
      usedMs: { median: 2 * HOUR_MS, p90: 8 * HOUR_MS },
      usedPercentOfLimit: { median: 50, p90: 400 },
      alwaysAtOnce: false,
    });
  });

  test('that were cut off or run on are counted and not judged', () => {
    const report = assign(clock('cancelled', 0), clock('running', null));
    expect(report).toMatchObject({ metPercent: null, counts: { cancelled: 1, running: 1 }, usedMs: { median: null } });
  });

  test('that took no time at all say nothing about the work', () => {
    expect(assign(clock('met', 0), clock('met', 0))?.alwaysAtOnce).toBe(true);
    expect(assign(clock('met', 0), clock('met', MINUTE_MS))?.alwaysAtOnce).toBe(false);
    expect(assign(clock('cancelled', 0))?.alwaysAtOnce).toBe(false);
  });
});

describe('events added up', () => {
  test('are all there, whatever became of them', () => {
    const tally = tallyEvents();
    tally.add(
      { fate: 'used', refused: [{ command: 'AssignTechnician', code: 'technician-lacks' }] },
      { activity: 'a', line: 9 },
    );
    tally.add({ fate: 'nothing-new' }, { activity: 'b', line: 4 });
    for (const line of [30, 7, 8, 2]) tally.skip('no-time', '', line);
    const report = tally.report();
    expect(report).toMatchObject({
      read: 6,
      used: 1,
      nothingNew: { count: 1, activities: [{ activity: 'b', count: 1 }] },
    });
    // The first lines of the log, in whatever order they were met.
    expect(report.skipped).toEqual([{ reason: 'no-time', detail: '', count: 4, lines: [2, 7, 8] }]);
    expect(report.refused).toEqual([{ command: 'AssignTechnician', code: 'technician-lacks', count: 1, lines: [9] }]);
  });

  test('take no more room for a log whose activities are all different', () => {
    const tally = tallyEvents();
    for (let line = 1; line <= 1_000; line++) tally.skip('unknown-activity', `step ${line}`, line);
    const { read, skipped } = tally.report();
    expect(read).toBe(1_000);
    expect(skipped).toHaveLength(101);
    expect(skipped[0]).toMatchObject({ detail: 'others', count: 900 });
  });
});

test('a ticket is put in the order of its times, and what is said twice counts once', () => {
  const event = (line: number, activity: string, atMs: number, cells = {}) => ({ line, activity, atMs, cells });
  const logged = [
    event(2, 'b', 20),
    event(3, 'a', 10),
    event(4, 'b', 20),
    event(5, 'b', 20, { who: 'other' }),
    event(6, 'c', 30),
  ];
  const { ticket, repeated, late } = arrange('T', logged);
  expect(ticket.events.map(({ line }) => line)).toEqual([3, 2, 5, 6]);
  expect(repeated.map(({ line }) => line)).toEqual([4]);
  expect(late.map(({ line }) => line)).toEqual([3]);
});

test('hours of a week are those of the policy’s wall clock', () => {
  const week = tallyWeek();
  for (const at of ['2012-03-05 09:59', '2012-03-05 09:00', '2012-03-11 23:30']) {
    week.add(windows.reaching(instantOf(at), instantOf(at)), instantOf(at));
  }
  expect(peakOf(week.map())).toEqual({ weekday: 0, hour: 9, count: 2 });
  expect(week.map()[6]![23]).toBe(1);
  expect(peakOf(tallyWeek().map())).toBeNull();
});

describe('the soonest visit', () => {
  const visit = (at: string, lengthMs: number) => {
    const atMs = instantOf(at);
    return soonestVisit(policy.pinned.appointment, windows.reaching(atMs, atMs), atMs, lengthMs);
  };

  test('keeps the notice that the policy asks for', () => {
    expect(visit('2012-03-05 10:00', HOUR_MS)).toEqual([instantOf('2012-03-05 12:00'), instantOf('2012-03-05 13:00')]);
  });

  test('fits into the hours of visits, or waits for the next', () => {
    expect(visit('2012-03-05 16:00', HOUR_MS)).toEqual([instantOf('2012-03-06 08:30'), instantOf('2012-03-06 09:30')]);
    // From Saturday evening to Monday: nobody visits on a Sunday.
    expect(visit('2012-03-10 20:00', HOUR_MS)).toEqual([instantOf('2012-03-12 08:30'), instantOf('2012-03-12 09:30')]);
  });

  test('is no longer than the policy allows', () => {
    const [from, to] = visit('2012-03-05 08:30', 48 * HOUR_MS)!;
    expect(to - from).toBe(policy.pinned.appointment.maxLengthMs);
  });
});
