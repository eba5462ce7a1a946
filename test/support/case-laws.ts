import { expect } from 'vitest';
import type { CaseContext } from '../../domain/case/context.ts';
import { decide } from '../../domain/case/decide.ts';
import { nextDue } from '../../domain/case/due.ts';
import { blockersOf, owing } from '../../domain/case/items/blocks.ts';
import { viewOf } from '../../domain/case/project.ts';
import { settle } from '../../domain/case/settle.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { differenceOf } from './difference.ts';
import type { Step } from './random-play.ts';

/** Steps that only people can take, whenever they come to it. */
const PEOPLE = ['desk', 'lead', 'technician', 'customer', 'owner'];
/** Effects under way: they end in a moment, at no time that anybody could name. */
const AT_ONCE = ['rank-technicians', 'reserve-slot'];

/** A case as it stands, everything due by now settled. */
type StandingLaw = (settled: CaseState, context: CaseContext) => void;

/** What holds for a case at every moment, whatever its policy. */
export const STANDING_LAWS: Readonly<Record<string, StandingLaw>> = {
  'an open case has a next step, and a time for whatever is not for people to do': (state, context) => {
    const step = viewOf(state, context).nextStep;
    expect(step === null).toBe(state.stage.name === 'closed');
    const isWaited = step !== null && !PEOPLE.includes(step.who) && !AT_ONCE.includes(step.what);
    if (isWaited) expect(step.byMs).toBeGreaterThan(context.nowMs);
  },
  'the next wake-up is still to come': (state, context) => {
    const due = nextDue(state, context);
    if (due !== null) expect(due.atMs).toBeGreaterThan(context.nowMs);
  },
  'settled twice is settled once': (state, context) => {
    const again = settle(state, context);
    expect(again.events).toEqual([]);
    expect(again.state === state).toBe(true);
  },
  'it is plain JSON': (state) => {
    const lost = notPlain(state, 'case');
    if (lost !== null) expect.fail(`JSON would lose ${lost}`);
  },
  'every open item has a next step, and a closed case has no open item': (state, context) => {
    for (const { id, next } of viewOf(state, context).items ?? []) {
      const ended = state.items?.find((item) => item.id === id)?.ended;
      expect(next === null).toBe(ended !== undefined);
      if (state.stage.name === 'closed') expect(next).toBeNull();
    }
  },
  'a case waits in front of a gate only while something keeps it there': (state, { policy }) => {
    if (state.stage.name === 'gate') expect(blockersOf(state, policy, state.stage.before)).not.toEqual([]);
  },
  'nobody has what is not theirs when a case has closed': (state) => {
    if (state.stage.name === 'closed') expect(owing(state)).toEqual([]);
  },
  'no clock of a closed case runs on': (state) => {
    if (state.stage.name === 'closed') expect(state.clocks.filter(({ status }) => status === 'running')).toEqual([]);
  },
};

/** What holds for whatever is said. */
export const DECISION_LAWS: Readonly<Record<string, (step: Step) => void>> = {
  'a refusal changes nothing, and is given again in the same words': ({ command, before, context, refusal, after }) => {
    if (command === null || refusal === null) return;
    expect(after === before).toBe(true);
    const again = refusal.code === 'command-id-reused' ? command : { ...command, id: 'another-id' };
    expect(decide(before, again, context)).toEqual({ kind: 'refused', refusal });
  },
  'what is accepted is repeated without any change, and its id serves no other body': (step) => {
    const { command, context, refusal, after } = step;
    if (command === null || refusal !== null || after === null) return;
    expect(decide(after, command, context).kind).toBe('repeated');
    expect(decide(after, { ...command, fingerprint: 'other' }, context).kind).toBe('refused');
  },
  'it makes no difference whether what is due was settled before': ({ command, before, context }) => {
    if (command === null || before === null) return;
    const settled = settle(before, context).state;
    if (settled === before) return;
    const [late, inTime] = [decide(before, command, context), decide(settled, command, context)];
    expect(inTime.kind).toBe(late.kind);
    const [found, expected] = [inTime, late].map((decision) =>
      decision.kind === 'accepted' ? decision.progress.state : decision,
    );
    expect(differenceOf(found, expected)).toBeNull();
  },
};

/** States share most of what they are made of, and none of it changes. */
const known = new WeakSet<object>();

/** Where a value is what JSON would lose, or null. */
function notPlain(value: unknown, place: string): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : place;
  if (typeof value !== 'object') return place;
  if (known.has(value)) return null;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return place;
  for (const [key, part] of Object.entries(value)) {
    const found = notPlain(part, `${place}.${key}`);
    if (found !== null) return found;
  }
  known.add(value);
  return null;
}
