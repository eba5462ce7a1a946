import { describe, expect, test } from 'vitest';
import type { CommandType } from '../../../domain/case/commands.ts';
import { calendarWindows } from '../../../domain/rehearsal/calendars.ts';
import { flipsOf } from '../../../domain/rehearsal/flips.ts';
import { liveTicket } from '../../../domain/rehearsal/live-ticket.ts';
import type { Interpreter, LoggedEvent, Offer } from '../../../domain/rehearsal/logged-ticket.ts';
import { runScript } from '../../../domain/rehearsal/run-script.ts';
import { judgeTicket, type TicketJudgement } from '../../../domain/rehearsal/ticket-judgement.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import { instantOf } from '../../../local/demo/director.ts';
import { loadPolicy } from '../../support/policies.ts';
import { scriptStep } from '../../support/scripts.ts';

const policy = await loadPolicy('device-maker');
const windows = calendarWindows(policy);
const BY = { kind: 'back-office', system: 'log' } as const;
const FACTS = {
  'customer-name': 'Rossi',
  phone: '+390612345678',
  address: 'Via del Corso 1',
  region: 'south',
  'product-model': 'LK-200',
  'purchase-date': '2025-06-01',
  'fault-description': 'No light.',
};

/** What the activities of these logs say, by their names. */
const SAYS: Readonly<Record<string, readonly (readonly [CommandType, object])[]>> = {
  open: [],
  triage: [
    ['RecordRemoteHelp', { outcome: 'not-enough' }],
    ['ClassifyCase', { grade: 'general' }],
    ['HandOffCase', {}],
  ],
  assign: [
    ['AssignTechnician', { technicianId: 'tech-3' }],
    ['AssignTechnician', {}],
  ],
  wait: [['HoldCase', { reason: 'other' }]],
  close: [['CloseCase', { outcome: 'answered' }]],
};

const offer = (type: CommandType, body: object, { atMs }: LoggedEvent): Offer => ({
  type,
  step: scriptStep(type, atMs, BY, body),
});

const interpreter: Interpreter = {
  opening: (event) =>
    event.activity === 'close'
      ? null
      : offer('OpenCase', { source: 'log', channel: 'web', kind: 'repair', facts: FACTS }, event),
  offers: (event) => (SAYS[event.activity] ?? []).map(([type, body]) => offer(type, body, event)),
  resume: (event) => offer('ResumeCase', {}, event),
  mayBeNothing: ({ activity }) => activity === 'triage' || activity === 'close',
};

const END = instantOf('2026-03-20 18:00');

/** Events such as `['open', '2026-03-09 09:00']`, in their order. */
function live(...events: readonly (readonly [activity: string, at: string])[]) {
  const logged = events.map(([activity, at], index) => ({ line: index + 2, activity, atMs: instantOf(at), cells: {} }));
  return liveTicket(policy, { id: 'T-1', events: logged }, interpreter, { windows, untilMs: END });
}

const WHOLE = [
  ['open', '2026-03-09 09:00'],
  ['triage', '2026-03-09 10:00'],
  ['wait', '2026-03-09 11:00'],
  ['assign', '2026-03-10 10:00'],
  ['close', '2026-03-16 10:00'],
] as const;

describe('a ticket lived through', () => {
  test('gives the script that leads to the same case', () => {
    const { script, run, fates } = live(...WHOLE);
    expect(fates.map(({ fate }) => fate)).toEqual(['used', 'used', 'used', 'used', 'used']);
    expect(script.steps.map(({ command }) => command.type)).toEqual([
      ...['OpenCase', 'RecordRemoteHelp', 'ClassifyCase', 'HandOffCase', 'HoldCase', 'ResumeCase', 'AssignTechnician'],
      'CloseCase',
    ]);
    expect(runScript(policy, script, windows)).toEqual(run);
  });

  test('resumes a hold at the next event that is no hold, and passes a technician over who lacks something', () => {
    const { run, fates } = live(...WHOLE);
    // tech-3 works in the north; who ranks first takes it, so nothing was refused in the end.
    expect(fates[3]).toEqual({ fate: 'used', refused: [] });
    expect(run.view).toMatchObject({ stage: 'closed', outcome: 'answered', technicianId: 'tech-1' });
    const resumed = run.events.find(({ type }) => type === 'CaseResumed');
    expect(resumed?.atMs).toBe(instantOf('2026-03-10 10:00'));
  });

  test('says of each event why it could not be', () => {
    const { fates } = live(
      ['close', '2026-03-09 08:00'],
      ['open', '2026-03-09 09:00'],
      ['triage', '2026-03-09 10:00'],
      ['triage', '2026-03-09 10:30'],
      ['open', '2026-03-09 10:40'],
      ['close', '2026-03-09 11:00'],
      ['close', '2026-03-09 12:00'],
      ['assign', '2026-03-09 13:00'],
    );
    expect(fates.map((fate) => ('detail' in fate ? `${fate.reason}: ${fate.detail}` : fate.fate))).toEqual([
      'before-opening: close',
      'used',
      'used',
      'nothing-new',
      'impossible: open, assign: wrong-stage',
      'used',
      'nothing-new',
      'impossible: assign, closed: case-closed',
    ]);
  });

  test('is told by whom its time was used, without a gap and without an overlap', () => {
    const { stretches } = live(...WHOLE);
    expect(stretches.map(({ who, what }) => `${who} ${what}`)).toEqual([
      ...['desk remote-help', 'lead assign', 'held other', 'technician schedule'],
    ]);
    for (const [index, { span }] of stretches.entries()) {
      expect(span[0]).toBe(index === 0 ? instantOf('2026-03-09 09:00') : stretches[index - 1]!.span[1]);
    }
    expect(stretches.at(-1)!.span[1]).toBe(instantOf('2026-03-16 10:00'));
    expect(stretches[3]!.personId).toBe('tech-1');
  });

  test('that still waits is watched until the log ends', () => {
    const { stretches, run } = live(['open', '2026-03-09 09:00']);
    expect(run.view?.stage).toBe('remote-help');
    expect(stretches.map(({ span }) => span)).toEqual([[instantOf('2026-03-09 09:00'), END]]);
  });
});

describe('a judged ticket', () => {
  const judged = (): TicketJudgement => judgeTicket(live(...WHOLE), windows, 'office-hours')!;

  test('has a verdict for every clock that ran', () => {
    expect(judged().clocks.map(({ clockId, verdict }) => `${clockId} ${verdict}`)).toEqual([
      ...['hand-off met', 'assign breached', 'on-site cancelled', 'first-contact breached'],
    ]);
    expect(judged().clocks.find(({ clockId }) => clockId === 'assign')).toMatchObject({
      // 10:00 to 12:00, 13:00 to 18:00 and 9:00 to 10:00: a hold does not stop this clock.
      usedMs: 8 * HOUR_MS,
      limitMs: 4 * HOUR_MS,
    });
  });

  test('counts working time without the night, and all of it beside', () => {
    const held = judged().timeUse.find(({ who }) => who === 'held');
    expect(held).toMatchObject({ workingMs: 7 * HOUR_MS, totalMs: 23 * HOUR_MS });
  });

  test('names who would have been alarmed', () => {
    const alarmed = judged().escalations.filter(({ clockId }) => clockId === 'assign');
    expect(alarmed.map(({ personId }) => personId)).toEqual(['lead-south', 'head-1', 'manager-1']);
  });

  test('flips only between met and breached', () => {
    const before = judged();
    const with_ = (verdict: 'met' | 'breached' | 'running') => ({
      ...before,
      clocks: before.clocks.map((clock) => (clock.clockId === 'assign' ? { ...clock, verdict } : clock)),
    });
    const flip = { ticket: 'T-1', clockId: 'assign', round: 1 };
    expect(flipsOf(with_('met'), with_('breached'))).toEqual([{ ...flip, from: 'met', to: 'breached' }]);
    expect(flipsOf(with_('breached'), with_('met'))).toEqual([{ ...flip, from: 'breached', to: 'met' }]);
    expect(flipsOf(with_('breached'), with_('breached'))).toEqual([]);
    expect(flipsOf(with_('running'), with_('breached'))).toEqual([]);
  });
});
