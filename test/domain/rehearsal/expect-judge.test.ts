import { describe, expect, test } from 'vitest';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { Expectations, MessagePattern } from '../../../domain/rehearsal/expect.ts';
import { type Failure, judge } from '../../../domain/rehearsal/expect-judge.ts';
import { runScript } from '../../../domain/rehearsal/run-script.ts';
import type { Script, ScriptStep } from '../../../domain/rehearsal/script.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/shared/time.ts';
import { at, DESK, DEVICE_MAKER, FACTS } from '../../support/repair.ts';

const step = (time: string, command: ScriptStep['command']): ScriptStep => ({
  atMs: at(time),
  by: DESK,
  effectiveAtMs: null,
  command,
  request: null,
});
const OPEN = {
  source: 'desk',
  channel: 'hotline',
  kind: 'repair',
  urgency: 'normal',
  tier: 'standard',
  locale: null,
} as const;

/** A repair that nobody hands off: due 11:20, the lead is alarmed then, the head at 13:20. */
const SCRIPT: Script = {
  name: 'nobody hands off',
  steps: [
    step('03-09 09:00', { type: 'OpenCase', ...OPEN, facts: FACTS }),
    step('03-09 09:10', { type: 'RecordRemoteHelp', outcome: 'not-enough', noteId: null }),
    step('03-09 09:20', { type: 'ClassifyCase', kind: null, grade: 'simple', urgency: null, damage: 'none' }),
    step('03-09 09:30', { type: 'RecordArrival' }),
  ],
  untilMs: at('03-09 13:00'),
  world: { openCases: {}, taken: [] },
};
const run = runScript(DEVICE_MAKER, SCRIPT);

const LINE = { line: 7, text: 'as written' };
const NOTHING: Expectations = {
  steps: [null, null, null, 'wrong-stage' as const].map((refused) => ({ refused, ...LINE })),
  sent: [],
  nothingElse: [],
  neverSent: [],
  happened: [],
  neverHappened: [],
  clocks: [],
  ending: [],
  reports: [],
};
const ANY: MessagePattern = { purpose: null, to: null, channels: null, about: null };
const ALARM = { ...ANY, purpose: 'clock-escalated', to: 'lead-south', channels: ['sms', 'email'] } as const;
const ABOUT = { param: 'clockId', value: 'hand-off' } as const;

const failures = (over: Partial<Expectations>, of = run): readonly Failure[] => judge({ ...NOTHING, ...over }, of);
const holds = (over: Partial<Expectations>) => failures(over).length === 0;
const sent = (time: string, over: Partial<MessagePattern> = {}) => ({
  sent: [{ ...ALARM, ...over, atMs: at(time), ...LINE }],
});

describe('a step', () => {
  test('is taken unless it was to be refused, and refused with the code that was said', () => {
    expect(holds({})).toBe(true);
    const steps = NOTHING.steps.map((expected, index) => (index === 3 ? { ...expected, refused: null } : expected));
    expect(failures({ steps })).toMatchObject([{ kind: 'step', got: { code: 'wrong-stage' } }]);
    const other = NOTHING.steps.map((expected, index) =>
      index === 3 ? { ...expected, refused: 'on-hold' as const } : expected,
    );
    expect(holds({ steps: other })).toBe(false);
  });

  test('is refused for a reason that names what was said', () => {
    const naming = (...words: string[]) =>
      NOTHING.steps.map((expected, index) => (index === 3 ? { ...expected, naming: words } : expected));
    const { stage = '' } = run.refusals[3]?.params ?? {};
    expect(holds({ steps: naming(String(stage)) })).toBe(true);
    expect(failures({ steps: naming(String(stage), 'moon') })).toMatchObject([{ got: { code: 'wrong-stage' } }]);
  });
});

describe('a message', () => {
  test.each([
    ['in its minute', sent('03-09 11:20'), true],
    ['a minute early', sent('03-09 11:21'), false],
    ['a minute late', sent('03-09 11:19'), false],
    ['about the clock', sent('03-09 11:20', { about: ABOUT }), true],
    ['about another clock', sent('03-09 11:20', { about: { ...ABOUT, value: 'assign' } }), false],
    ['by one of its channels', sent('03-09 11:20', { channels: ['sms'] }), true],
    ['by whatever channel', sent('03-09 11:20', { channels: null }), true],
    ['to somebody else', sent('03-09 11:20', { to: 'head-1' }), false],
    ['on another occasion', sent('03-09 11:20', { purpose: 'clock-warned' }), false],
  ])('is found when it went out %s', (_, expected, fits) => {
    expect(holds(expected)).toBe(fits);
  });

  test('is missed when one of its channels is', () => {
    const withoutMail = run.events.filter((event) => !('intent' in event) || event.intent.channel !== 'email');
    expect(failures(sent('03-09 11:20'), { ...run, events: withoutMail })).toMatchObject([{ kind: 'sent' }]);
  });

  test.each([['sms', 'email'] as const, null])('that went out twice by %j is not what was expected', (channels) => {
    const twice = {
      ...run,
      events: run.events.flatMap((event): CaseEvent[] => ('intent' in event ? [event, event] : [event])),
    };
    expect(failures(sent('03-09 11:20', { channels }), twice)).toMatchObject([{ kind: 'sent' }]);
  });

  test('counts when an engine sent it half a minute before its minute, and not a minute before', () => {
    const shifted = (ms: number) => ({
      ...run,
      events: run.events.map((one) => ({ ...one, recordedAtMs: one.recordedAtMs - ms })),
    });
    expect(failures(sent('03-09 11:20'), shifted(20 * SECOND_MS))).toEqual([]);
    expect(failures(sent('03-09 11:20'), shifted(MINUTE_MS))).toHaveLength(1);
  });

  test('that nobody expected breaks “nothing else”, as far as that reaches', () => {
    const rest = (pattern: Partial<MessagePattern>) => ({
      ...sent('03-09 11:20'),
      nothingElse: [{ ...ANY, ...pattern, ...LINE }],
    });
    expect(holds(rest({ to: 'lead-south' }))).toBe(true);
    expect(failures(rest({}))).toMatchObject([{ kind: 'unsaid', got: { length: 3 } }]);
    const tooEarly = failures({ ...sent('03-09 11:10'), nothingElse: [{ ...ANY, to: 'lead-south', ...LINE }] });
    expect(tooEarly.map(({ kind }) => kind)).toEqual(['sent']);
    expect(holds({ neverSent: [{ ...ALARM, ...LINE }] })).toBe(false);
    expect(holds({ neverSent: [{ ...ALARM, to: 'head-1', ...LINE }] })).toBe(true);
  });
});

describe('an event', () => {
  const breached = (said: object[]) => ({ type: 'ClockBreached', said, ...LINE }) as never;
  test.each([
    [[], true],
    [[{ field: null, value: 'hand-off' }], true],
    [[{ field: 'round', value: 1 }], true],
    [[{ field: 'round', value: 2 }], false],
    [[{ field: null, value: 'assign' }], false],
  ])('that says %j happened: %s', (said, fits) => {
    const expected = { ...(breached(said) as object), atMs: at('03-09 11:20') } as never;
    expect(holds({ happened: [expected] })).toBe(fits);
    expect(holds({ neverHappened: [breached(said)] })).toBe(!fits);
  });

  test('is not found at another minute', () => {
    const expected = { ...(breached([]) as object), atMs: at('03-09 11:22') } as never;
    expect(failures({ happened: [expected] })).toMatchObject([{ kind: 'happened' }]);
  });
});

describe('a clock', () => {
  const round = { status: 'breached', dueAtMs: null, usedMs: null, limitMs: null } as const;
  test.each([
    ['as it stands', [round], true],
    ['with its due time and limit', [{ ...round, dueAtMs: at('03-09 11:20'), limitMs: 2 * HOUR_MS }], true],
    ['with another verdict', [{ ...round, status: 'met' as const }], false],
    ['due later', [{ ...round, dueAtMs: at('03-09 11:30') }], false],
    ['with another limit', [{ ...round, limitMs: HOUR_MS }], false],
    ['that has used a time, though it still runs', [{ ...round, usedMs: HOUR_MS }], false],
    ['that never started', [], false],
    ['that ran twice', [round, round], false],
  ])('is judged %s', (_, rounds, fits) => {
    expect(holds({ clocks: [{ clockId: 'hand-off', rounds, ...LINE }] })).toBe(fits);
  });
});

describe('the end', () => {
  const next = { what: 'next', step: 'hand-off', who: 'desk', byMs: at('03-09 11:20') } as const;
  test.each([
    [{ what: 'stage', stage: 'hand-off' } as const, true],
    [{ what: 'stage', stage: 'assign' } as const, false],
    [{ what: 'outcome', outcome: 'completed' } as const, false],
    [next, true],
    [{ ...next, who: null, byMs: null }, true],
    [{ ...next, step: 'assign' }, false],
    [{ ...next, who: 'lead' }, false],
    [{ ...next, byMs: at('03-09 12:00') }, false],
  ])('%j is so: %s', (ending, fits) => {
    expect(holds({ ending: [{ ...ending, ...LINE }] })).toBe(fits);
  });

  test('of a case that was never opened is nothing', () => {
    const never = { refusals: [null, null, null, run.refusals[3]!], events: [], view: null };
    expect(failures({ ending: [{ what: 'stage', stage: 'hand-off', ...LINE }] }, never)).toMatchObject([{ got: null }]);
  });
});
