import fc from 'fast-check';
import { COMMAND_TYPES, type CommandType, type EngineCommand } from '../../domain/case/commands.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/shared/time.ts';
import { RandomPlay } from './random-play.ts';
import { DEVICE_MAKER } from './repair.ts';

/** One thing that happens to a case: time passes, then perhaps somebody says something, perhaps of an earlier time. */
export interface Move {
  /** Or until the next thing is due, to the millisecond or one before. */
  readonly waits: number | 'until-due' | 'until-just-before';
  /** Asleep, nothing wakes the case while time passes: an outage. */
  readonly case: 'awake' | 'asleep';
  readonly says: 'the-next-thing' | CommandType | 'nothing' | 'the-same-again' | 'the-same-id' | EngineCommand['type'];
  readonly by: 'customer' | 'somebody';
  readonly backMs: number;
  /** Whether they know what may be said. */
  readonly care: 'careful' | 'careless';
  /** What is picked for the body, in order. */
  readonly choices: readonly number[];
}

/** A case under random pressure. */
export interface Script {
  readonly startMs: number;
  readonly moves: readonly Move[];
  /** Open cases of each technician, and whether a slot is taken, in turn. */
  readonly loads: readonly number[];
  readonly taken: readonly boolean[];
}

const STARTS = ['2026-03-24T03:30:00Z', '2026-03-28T23:10:00Z', '2026-04-01T08:15:00Z', '2026-04-03T18:00:00Z'];
const TYPES = COMMAND_TYPES.filter((type) => type !== 'CloseCase');

const span = (unitMs: number, most: number) => fc.integer({ min: 1, max: most }).map((count) => count * unitMs);

/** One of the words, those of a list as often as it weighs; a script is shrunk towards the first. */
function words<W extends string>(...weighed: readonly (readonly [weight: number, ...W[]])[]) {
  return fc.oneof(...weighed.map(([weight, ...from]) => ({ weight, arbitrary: fc.constantFrom(...from) })));
}

const move: fc.Arbitrary<Move> = fc.record({
  waits: fc.oneof(
    { weight: 5, arbitrary: span(SECOND_MS, 600) },
    { weight: 5, arbitrary: span(MINUTE_MS, 300) },
    { weight: 3, arbitrary: span(HOUR_MS, 30) },
    { weight: 1, arbitrary: span(DAY_MS, 20) },
    { weight: 4, arbitrary: fc.constantFrom('until-due', 'until-just-before') },
  ),
  case: words<Move['case']>([4, 'awake'], [1, 'asleep']),
  says: words<Move['says']>(
    [60, 'the-next-thing'],
    [15, ...TYPES],
    [6, 'HoldCase', 'ResumeCase', 'AcknowledgeEscalation', 'RescheduleAppointment'],
    [9, 'nothing', 'the-same-again', 'the-same-id'],
    [14, 'AdvanceItem'],
    [4, 'OpenItem'],
    [3, 'RecordDeparture', 'RecordNoShow'],
    [6, 'RecordMessage', 'RecordSlot', 'RecordLoad', 'RecordReceipt'],
    [2, 'RecordUnit', 'RecordLinkedCase'],
    [1, 'CloseCase'],
  ),
  by: words<Move['by']>([1, 'somebody', 'customer']),
  backMs: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: span(MINUTE_MS, 24 * 60) },
    { weight: 1, arbitrary: span(HOUR_MS, 300) },
  ),
  care: words<Move['care']>([6, 'careful'], [1, 'careless']),
  choices: fc.array(fc.nat(59), { minLength: 12, maxLength: 12 }),
});

export const randomScript: fc.Arbitrary<Script> = fc.record({
  startMs: fc.constantFrom(...STARTS.map((start) => Date.parse(start))),
  moves: fc.array(move, { minLength: 1, maxLength: 40, size: 'max' }),
  loads: fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }),
  taken: fc.array(fc.boolean(), { maxLength: 4 }),
});

/** What is said of a case that is over is refused; a few moves show that. */
const MOVES_AFTER_CLOSE = 3;

/** Lives a script through; `look` sees the case after each move. */
export function playScript(
  policy: PolicyDocument,
  script: Script,
  look: (play: RandomPlay) => void = () => undefined,
): RandomPlay {
  const play = new RandomPlay(policy, script);
  for (const one of script.moves) {
    if (play.steps.at(-MOVES_AFTER_CLOSE)?.after?.stage.name === 'closed') break;
    look(play.move(one));
  }
  return play;
}

/** A case of the device maker; the same seed gives the same moves. */
export function playRandomly(seed: number, look?: (play: RandomPlay) => void): RandomPlay {
  const [script] = fc.sample(randomScript, { seed, numRuns: 1 });
  return playScript(DEVICE_MAKER, script!, look);
}
