import { describe, expect, test } from 'vitest';
import type { CaseEvent, EventType } from '../../../domain/case/events.ts';
import { refusal } from '../../../domain/case/refusals.ts';
import { compareRuns } from '../../../domain/rehearsal/compare-runs.ts';
import { runScript } from '../../../domain/rehearsal/run-script.ts';
import type { Script, ScriptRun } from '../../../domain/rehearsal/script.ts';
import { MINUTE_MS } from '../../../domain/shared/time.ts';
import { loadPolicy } from '../../support/policies.ts';
import { storyScripts } from '../../support/scripts.ts';

const policy = await loadPolicy('device-maker');
const stories = storyScripts();
const story = (title: string): Script => {
  const found = stories.find(({ name }) => name === title);
  if (found === undefined) throw new Error(`no story ${title}`);
  return found;
};
const run = runScript(policy, story('The moved appointment'));

const withEvents = (events: readonly CaseEvent[]): ScriptRun => ({ ...run, events });
/** The run with its first event of a type changed, or left out. */
function changed(type: EventType, change: (event: CaseEvent) => object | null): ScriptRun {
  const index = run.events.findIndex((event) => event.type === type);
  const event = run.events[index];
  if (event === undefined) throw new Error(`no ${type}`);
  const after = change(event);
  return withEvents(run.events.toSpliced(index, 1, ...(after === null ? [] : [after as CaseEvent])));
}
/** As another world would have it: ids of its own, some seconds later, results of messages between. */
function elsewhere(lived: ScriptRun): ScriptRun {
  const text = JSON.stringify(lived)
    .replaceAll('C-VIRTUAL', 'C-ELSEWHERE')
    .replaceAll('"org"', '"script-1"')
    .replaceAll(/"v_\w+"/g, '"v_other"')
    .replaceAll(/"(\w*Ms)":(\d+)/g, (_, name: string, ms: string) => `"${name}":${Number(ms) + 20_000}`);
  const other = JSON.parse(text) as ScriptRun;
  const settled = other.events.flatMap((event): CaseEvent[] =>
    event.type === 'MessagePlanned'
      ? [event, { ...event, type: 'MessageSettled', key: event.intent.key, outcome: { state: 'sent' } }]
      : [event],
  );
  const view = other.view && { ...other.view, atMs: other.view.atMs + 60 * MINUTE_MS };
  return {
    ...other,
    view,
    events: settled.map((event, index) => ({ ...event, seq: index + 1, commandId: `c-${index}` })),
  };
}

describe('two runs of one script', () => {
  test.each(stories)('are the same when only the world differs: $name', (script) => {
    const lived = runScript(policy, script);
    expect(lived.events.length).toBeGreaterThan(40);
    expect(compareRuns(lived, elsewhere(lived))).toEqual([]);
  });

  test('may order one minute differently', () => {
    const planned = run.events.findIndex(({ type }) => type === 'MessagePlanned');
    const [before, after] = [run.events[planned - 1]!, run.events[planned]!];
    expect(before.atMs).toBe(after.atMs);
    expect(compareRuns(run, withEvents(run.events.toSpliced(planned - 1, 2, after, before)))).toEqual([]);
  });

  test('part where an event is missing on one side, whichever it is', () => {
    const without = changed('AppointmentReminded', () => null);
    const what = 'AppointmentReminded revision 5';
    const atMinute = '2026-03-17 09:00 UTC';
    expect(compareRuns(run, without)).toEqual([{ what, core: atMinute, engine: 'did not happen' }]);
    expect(compareRuns(without, run)).toEqual([{ what, core: 'did not happen', engine: atMinute }]);
  });

  test('part where an event comes a minute later, not where it comes within the minute', () => {
    const later = (ms: number) =>
      changed('AppointmentReminded', (event) => ({
        ...event,
        atMs: event.atMs + ms,
        recordedAtMs: event.recordedAtMs + ms,
      }));
    expect(compareRuns(run, later(MINUTE_MS - 1))).toEqual([]);
    const what = 'AppointmentReminded revision 5';
    const [core, engine] = ['2026-03-17 09:00 UTC', '2026-03-17 09:01 UTC'];
    expect(compareRuns(run, later(MINUTE_MS))).toEqual([
      { what, core: `${core}, recorded at ${core}`, engine: `${engine}, recorded at ${engine}` },
    ]);
  });

  test('part where something was written down late, as when a timer did not wake the case', () => {
    const late = changed('AppointmentReminded', (event) => ({ ...event, recordedAtMs: event.atMs + 60 * MINUTE_MS }));
    expect(compareRuns(run, late)).toEqual([
      {
        what: 'AppointmentReminded revision 5',
        core: '2026-03-17 09:00 UTC, recorded at 2026-03-17 09:00 UTC',
        engine: '2026-03-17 09:00 UTC, recorded at 2026-03-17 10:00 UTC',
      },
    ]);
  });

  test('part where a clock is judged otherwise', () => {
    const breached = changed('ClockStopped', (event) => ({ ...event, verdict: 'breached' }));
    const [difference, ...others] = compareRuns(run, breached);
    expect(others).toEqual([]);
    expect(difference?.what).toBe('ClockStopped hand-off, round 1');
    expect(difference?.core).toMatch(/, verdict met$/);
    expect(difference?.engine).toMatch(/, verdict breached$/);
  });

  test('part where a message goes to another person, or is held for other hours', () => {
    const moved = changed('MessagePlanned', (event) => ({
      ...event,
      intent: { ...('intent' in event && event.intent), recipient: { kind: 'staff', personId: 'desk-1' } },
    }));
    expect(compareRuns(run, moved)).toEqual([
      {
        what: 'MessagePlanned case-opened/round-1/customer/sms',
        core: '2026-03-09 01:00 UTC, intent recipient kind customer, intent recipient person none',
        engine: '2026-03-09 01:00 UTC, intent recipient kind staff, intent recipient person desk-1',
      },
    ]);
    const held = changed('MessageHeld', (event) =>
      'releaseAtMs' in event ? { ...event, releaseAtMs: event.releaseAtMs + MINUTE_MS } : event,
    );
    expect(compareRuns(run, held)).toEqual([
      {
        what: 'MessageHeld appointment-cancelled/r4/customer/sms',
        core: '2026-03-11 23:30 UTC, release at 2026-03-12 00:30 UTC',
        engine: '2026-03-11 23:30 UTC, release at 2026-03-12 00:31 UTC',
      },
    ]);
  });

  test('tell of a note that only one of them has, not of its id', () => {
    const noted = run.events.find((event) => event.type === 'ReportFiled');
    expect(noted).toMatchObject({ noteId: expect.stringMatching(/^v_/) });
    expect(
      compareRuns(
        run,
        changed('ReportFiled', (event) => ({ ...event, noteId: 'v_other' })),
      ),
    ).toEqual([]);
    expect(
      compareRuns(
        run,
        changed('ReportFiled', (event) => ({ ...event, noteId: null })),
      ),
    ).toHaveLength(1);
  });

  test('name the first parting first, in the order of time', () => {
    const unclassified = changed('CaseClassified', () => null);
    const notHeld = changed('CaseHeld', () => null);
    expect(compareRuns(unclassified, notHeld).map(({ what }) => what)).toEqual(['CaseClassified', 'CaseHeld']);
    expect(compareRuns(notHeld, unclassified).map(({ what }) => what)).toEqual(['CaseClassified', 'CaseHeld']);
  });

  test('part where a step is refused by one of them only, or for another reason', () => {
    const refused = { ...run, refusals: run.refusals.with(3, refusal('appointment-in-past', '/startMs')) };
    const what = 'step 4';
    const engine = 'refused: appointment-in-past';
    expect(compareRuns(run, refused)).toEqual([{ what, core: 'accepted', engine }]);
    const toClient = { ...run, refusals: run.refusals.with(3, refusal('appointment-in-past', '/start')) };
    expect(compareRuns(refused, toClient)).toEqual([]);
    const otherwise = { ...run, refusals: run.refusals.with(3, refusal('on-hold')) };
    expect(compareRuns(otherwise, refused)).toEqual([{ what, core: 'refused: on-hold', engine }]);
  });

  test('part at their ends: an outcome, a due time, a case that one never opened', () => {
    if (run.view === null) throw new Error('not opened');
    const [clock, ...clocks] = run.view.clocks;
    const ended = {
      ...run.view,
      outcome: 'withdrawn',
      clocks: [{ ...clock!, dueAtMs: clock!.dueAtMs! + MINUTE_MS }, ...clocks],
    };
    expect(compareRuns(run, { ...run, view: ended })).toEqual([
      { what: 'at the end: outcome', core: 'completed', engine: 'withdrawn' },
      {
        what: 'at the end: clock hand-off (round 1) due at',
        core: '2026-03-09 03:45 UTC',
        engine: '2026-03-09 03:46 UTC',
      },
    ]);
    expect(compareRuns(run, { ...run, events: [], view: null }).at(-1)).toEqual({
      what: 'the case',
      core: 'was opened (closed)',
      engine: 'was not opened',
    });
  });

  test('write times as the reader wants them', () => {
    const without = changed('AppointmentReminded', () => null);
    expect(compareRuns(run, without, () => 'Tuesday at five')[0]?.core).toBe('Tuesday at five');
  });
});
