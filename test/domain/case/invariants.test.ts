import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseContext } from '../../../domain/case/context.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import { evolve } from '../../../domain/case/evolve.ts';
import { viewOf } from '../../../domain/case/project.ts';
import { settle } from '../../../domain/case/settle.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { playRandomly } from '../../support/random-script.ts';

const SEEDS = 300;
const MOST_STATE_BYTES = 64 * 1024;
/** Steps that only people can take, whenever they come to it. */
const PEOPLE = ['desk', 'lead', 'technician', 'customer'];
/** Effects under way: they end in a moment, at no time that anybody could name. */
const AT_ONCE = ['rank-technicians', 'reserve-slot'];

interface Play {
  readonly events: readonly CaseEvent[];
  /** The case after each move, everything due by then settled. */
  readonly looks: readonly { readonly state: CaseState; readonly context: CaseContext }[];
}

let plays: readonly Play[] = [];
beforeAll(() => {
  plays = Array.from({ length: SEEDS }, (_, seed) => {
    const looks: { state: CaseState; context: CaseContext }[] = [];
    const { events } = playRandomly(seed, (play) => looks.push({ state: play.open(), context: play.context() }));
    return { events, looks };
  });
});

/** Checks every seed; whatever breaks names the seed, so that it can be looked at alone. */
function everySeed(check: (play: Play) => void): void {
  plays.forEach((play, seed) => {
    try {
      check(play);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  });
}

function everyLook(check: (state: CaseState, context: CaseContext) => void): void {
  everySeed(({ looks }) => {
    for (const { state, context } of looks) check(state, context);
  });
}

function typed<T extends CaseEvent['type']>(events: readonly CaseEvent[], type: T) {
  return events.filter((event): event is Extract<CaseEvent, { type: T }> => event.type === type);
}

const doubles = (texts: readonly string[]): string[] => texts.filter((text, index) => texts.indexOf(text) !== index);

describe('under random pressure', () => {
  test('the scripts reach the last stage, alarms, withdrawn alarms, holds and second rounds', () => {
    const types = new Set(plays.flatMap(({ events }) => events.map(({ type }) => type)));
    expect([...types]).toEqual(
      expect.arrayContaining(['FollowUpAnswered', 'ClockEscalated', 'BreachWithdrawn', 'CaseReopened', 'CaseHeld']),
    );
  });

  test('the ledger counts without a gap', () => {
    everySeed(({ events }) => {
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    });
  });

  test('the ledger alone rebuilds the case, receipts apart', () => {
    const identity = { organisationId: 'org', caseId: 'C-TEST' };
    everySeed(({ events, looks }) => {
      const rebuilt = events.reduce<CaseState | null>((before, event) => evolve(before, event, identity), null);
      expect(rebuilt).toEqual({ ...looks.at(-1)!.state, receipts: [] });
    });
  });

  test('the case is plain JSON of less than 64 KB', () => {
    everyLook((state) => {
      const json = JSON.stringify(state);
      expect(JSON.parse(json)).toEqual(state);
      expect(json.length).toBeLessThan(MOST_STATE_BYTES);
    });
  });

  test('an open case has a next step, and a time for whatever is not for people to do', () => {
    everyLook((state, context) => {
      const step = viewOf(state, context).nextStep;
      expect(step === null).toBe(state.stage.name === 'closed');
      const isWaited = step !== null && !PEOPLE.includes(step.who) && !AT_ONCE.includes(step.what);
      if (isWaited) expect(step.byMs).toBeGreaterThan(context.nowMs);
    });
  });

  test('settling again at the same instant changes nothing', () => {
    everyLook((state, context) => {
      expect(settle(state, context)).toEqual({ state, events: [] });
    });
  });

  test('what a wake-up writes is in the order of time', () => {
    everySeed(({ events }) => {
      events.forEach((event, index) => {
        const before = events[index - 1];
        if (before === undefined || before.commandId !== null || event.commandId !== null) return;
        if (before.recordedAtMs !== event.recordedAtMs) return;
        expect(event.atMs).toBeGreaterThanOrEqual(before.atMs);
      });
    });
  });
});

describe('what people are told, under random pressure', () => {
  test('no step of a ladder is climbed twice', () => {
    everySeed(({ events }) => {
      const steps = typed(events, 'ClockEscalated').map(({ clockId, round, step }) => `${clockId} ${round} ${step}`);
      expect(doubles(steps)).toEqual([]);
    });
  });

  test('no message is planned twice', () => {
    everySeed(({ events }) => {
      const planned = [...typed(events, 'MessagePlanned'), ...typed(events, 'MessageHeld')];
      expect(doubles(planned.map(({ intent }) => intent.key))).toEqual([]);
    });
  });

  test('a held message is released or written off, once', () => {
    everySeed(({ events, looks }) => {
      const { state, context } = looks.at(-1)!;
      const ended = [
        ...typed(events, 'MessageReleased').map(({ intent }) => intent.key),
        ...typed(events, 'MessageSuppressed').map(({ key }) => key),
      ];
      const waiting = state.heldMessages.map(({ intent }) => intent.key);
      const held = typed(events, 'MessageHeld').map(({ intent }) => intent.key);
      expect([...ended, ...waiting].sort()).toEqual(held.sort());
      expect(state.heldMessages.filter(({ releaseAtMs }) => releaseAtMs <= context.nowMs)).toEqual([]);
    });
  });
});
