import { execFileSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../domain/case/commands.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { compareRuns } from '../../domain/rehearsal/compare-runs.ts';
import type { FormerCase } from '../../domain/rehearsal/former-case.ts';
import { runScript } from '../../domain/rehearsal/run-script.ts';
import type { Script, ScriptedWorld, ScriptRun } from '../../domain/rehearsal/script.ts';
import { DAY_MS, HOUR_MS } from '../../domain/shared/time.ts';
import { instantOf } from '../../local/demo/director.ts';
import { runScripts } from '../../local/rehearsal/run-scripts.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { loadPolicy } from '../support/policies.ts';
import { scriptStep, storyScripts } from '../support/scripts.ts';

const DESK: Actor = { kind: 'staff', personId: 'desk-1' };
const stories = storyScripts();
const [goodDay] = stories as [Script, ...Script[]];
const policy = await loadPolicy('device-maker');

const again = (name: string, change: Partial<Script>): Script => ({ ...goodDay, ...change, name });
const world = (change: Partial<ScriptedWorld>): Pick<Script, 'world'> => ({ world: { ...goodDay.world, ...change } });

const { facts: FACTS } = goodDay.steps[0]!.request as { facts: object };
const ticketOf2010 = (facts: object): Script => ({
  name: 'a ticket of 2010',
  steps: [
    scriptStep('OpenCase', instantOf('2010-06-14 10:00'), DESK, {
      source: 'log',
      channel: 'web',
      kind: 'repair',
      facts,
    }),
    scriptStep('RecordRemoteHelp', instantOf('2010-06-14 10:30'), DESK, { outcome: 'not-enough', note: 'No light.' }),
    scriptStep('ClassifyCase', instantOf('2010-06-15 11:00'), DESK, { grade: 'general' }),
    scriptStep('CloseCase', instantOf('2010-07-20 09:00'), DESK, { outcome: 'withdrawn' }),
    scriptStep('ResumeCase', instantOf('2010-07-20 09:01'), DESK, {}),
  ],
  untilMs: instantOf('2010-08-01 00:00'),
  world: { openCases: {}, taken: [] },
});

const FORMER: FormerCase = {
  openedAtMs: instantOf('2026-03-05 09:00'),
  closedAtMs: instantOf('2026-03-06 12:00'),
  ...{ kind: 'repair', channel: 'web', productModel: 'LK-200', fault: null, technicianId: 'tech-1' },
  report: { cause: 'wear', remedies: ['battery'], result: 'solved' },
  ...{ opinion: 'dissatisfied', score: 2, outcome: 'completed', met: ['assign'], missed: [] },
};

const scripts = {
  year2010: ticketOf2010({ ...FACTS, 'purchase-date': '2009-12-01' }),
  busy: again('a technician with a full book', world({ openCases: { 'tech-1': 20 } })),
  taken: again(
    'a technician who is elsewhere',
    world({
      taken: [
        { technicianId: 'tech-1', startMs: instantOf('2026-03-11 13:00'), endMs: instantOf('2026-03-11 13:50') },
        { technicianId: 'tech-1', startMs: instantOf('2026-03-11 13:30'), endMs: instantOf('2026-03-11 14:30') },
      ],
    }),
  ),
  refused: again('an opening that is refused', {
    steps: [
      scriptStep(
        'OpenCase',
        goodDay.steps[0]!.atMs,
        { kind: 'staff', personId: 'stranger' },
        goodDay.steps[0]!.request,
      ),
      ...goodDay.steps.slice(1, 3),
    ],
  }),
  reported: again('one that is reported', {
    ...world({ cases: [FORMER, { ...FORMER, closedAtMs: null, missed: ['hand-off'] }] }),
    reports: [{ name: 'monthly', atMs: instantOf('2026-04-01 08:00') }],
  }),
  cutShort: again('one that is left open', {
    steps: goodDay.steps.slice(0, 4),
    untilMs: goodDay.steps[3]!.atMs + DAY_MS,
  }),
};
const all: readonly Script[] = [...stories, ...Object.values(scripts)];
const playsOf = (list: readonly Script[]) => list.map((script) => ({ policy, script }));
const runs = new Map<string, ScriptRun>();
const runOf = (script: Script): ScriptRun => {
  const run = runs.get(script.name);
  if (run === undefined) throw new Error(`no run of ${script.name}`);
  return run;
};

/** Where all that a run leaves on disk would be. */
let temporary: string;
let usual: string | undefined;
beforeAll(async () => {
  temporary = await temporaryFolder('aftercare-scripts-test-');
  usual = process.env.TMPDIR;
  process.env.TMPDIR = temporary;
});
afterAll(async () => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  await rm(temporary, { recursive: true });
});

function children(): string[] {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return lines.split('\n').filter((line) => line.trim() !== '' && !line.includes('ps -o'));
}

const quietly = { signal: new AbortController().signal, say: () => {} };

describe('scripts on a real engine', () => {
  beforeAll(async () => {
    for await (const { index, run } of runScripts(playsOf(all), quietly)) runs.set(all[index]!.name, run);
  }, 240_000);

  test.each(all)('live as in the core: $name', (script) => {
    const core = runScript(policy, script);
    const engine = runOf(script);
    expect(compareRuns(core, engine)).toEqual([]);
    expect(engine.events.filter(({ type }) => type !== 'MessageSettled')).toHaveLength(core.events.length);
  });

  test('keep the calendar of their year', () => {
    const { events, view } = runOf(scripts.year2010);
    expect(events[0]?.atMs).toBe(instantOf('2010-06-14 10:00'));
    expect(events.some(({ type }) => type === 'ClockEscalated')).toBe(true);
    expect(events.every(({ recordedAtMs }) => recordedAtMs < instantOf('2010-08-01 00:00'))).toBe(true);
    expect(view).toMatchObject({ stage: 'closed', outcome: 'withdrawn' });
  });

  test('find the world as they say, and none of each other', () => {
    expect(runOf(goodDay).view?.technicianId).toBe('tech-1');
    expect(runOf(scripts.busy).view?.technicianId).not.toBe('tech-1');
    const ranked = runOf(scripts.busy).events.find((event) => event.type === 'TechniciansRanked');
    expect(ranked).toMatchObject({ scores: expect.arrayContaining([expect.objectContaining({ openCases: 20 })]) });
    expect(runOf(goodDay).events.some(({ type }) => type === 'SlotTaken')).toBe(false);
    expect(runOf(scripts.taken).events.some(({ type }) => type === 'SlotTaken')).toBe(true);
  });

  test('are in the report that their organisation gets, with the cases that were before them', () => {
    const [told] = runOf(scripts.reported).reports ?? [];
    expect(told).toMatchObject({ name: 'monthly', requests: { opened: { count: 3 }, open: { count: 1 } } });
    expect(told?.catalogue?.flatMap(({ problems }) => problems)).toContainEqual(
      expect.objectContaining({ cause: 'wear', cases: 2, remedies: [{ code: 'battery', cases: 2 }] }),
    );
    expect(runOf(goodDay).reports).toBeUndefined();
  });

  test('tell what was refused, and end where they say', () => {
    expect(runOf(scripts.refused)).toMatchObject({
      refusals: [{ code: 'unknown-person' }, { code: 'not-open' }, { code: 'not-open' }],
      events: [],
      view: null,
    });
    expect(runOf(scripts.year2010).refusals.map((refusal) => refusal?.code ?? null)).toEqual([
      ...[null, null, null, null],
      'case-closed',
    ]);
    const { events, view } = runOf(scripts.cutShort);
    expect(view?.stage).not.toBe('closed');
    expect(events.every(({ atMs }) => atMs <= scripts.cutShort.untilMs)).toBe(true);
  });

  test('part where the core has another policy, at the clock that it changed', () => {
    const stricter = structuredClone(policy) as { pinned: { clocks: { id: string }[] } } & PolicyDocument;
    const text = JSON.stringify(stricter.pinned.clocks.find(({ id }) => id === 'hand-off'));
    const shorter = JSON.parse(text.replaceAll(/"withinMs":\d+/g, `"withinMs":${HOUR_MS / 2}`)) as { id: string };
    expect(JSON.stringify(shorter)).not.toBe(text);
    stricter.pinned.clocks = stricter.pinned.clocks.map((clock) =>
      clock.id === 'hand-off' ? shorter : clock,
    ) as never;
    const [first, ...others] = compareRuns(runScript(stricter, goodDay), runOf(goodDay));
    expect(first).toMatchObject({
      what: expect.stringMatching(/^Clock\w+ hand-off, round 1/),
      engine: 'did not happen',
    });
    expect(others.map(({ what }) => what)).toContain('at the end: clock hand-off (round 1) status');
  });
});

describe('a run of scripts that does not come to its end', () => {
  async function leavesNothing(ends: () => Promise<void>): Promise<void> {
    const before = children();
    await ends();
    expect(await readdir(temporary)).toEqual([]);
    expect(children()).toEqual(before);
  }

  test('because it was interrupted, leaves nothing behind', async () => {
    await leavesNothing(async () => {
      const interrupt = new AbortController();
      const say = (sentence: string) => {
        if (sentence.includes('worker is running')) setTimeout(() => interrupt.abort(), 1_500);
      };
      const work = (async () => {
        for await (const _ of runScripts(playsOf(stories), { signal: interrupt.signal, say }));
      })();
      await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    });
  }, 120_000);

  test('because nobody wants more, leaves nothing behind', async () => {
    await leavesNothing(async () => {
      let seen = 0;
      for await (const _ of runScripts(playsOf([scripts.cutShort, ...stories]), quietly)) {
        seen += 1;
        break;
      }
      expect(seen).toBe(1);
    });
  }, 120_000);

  test('because one cannot be played, names it and leaves nothing behind', async () => {
    await leavesNothing(async () => {
      const [opening] = goodDay.steps;
      const never = again('one beyond all calendars', { steps: [{ ...opening!, atMs: Number.MAX_SAFE_INTEGER }] });
      const work = (async () => {
        for await (const _ of runScripts(playsOf([goodDay, never]), quietly));
      })();
      await expect(work).rejects.toThrow(/^“one beyond all calendars” can't be played on the engine: /);
    });
  }, 120_000);
});
