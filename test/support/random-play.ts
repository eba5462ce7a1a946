import { peopleSent } from '../../domain/assignment/team.ts';
import type { Actor, Command, CommandType, EngineCommand, MessageOutcome } from '../../domain/case/commands.ts';
import type { CaseContext } from '../../domain/case/context.ts';
import { decideEngine } from '../../domain/case/decide.ts';
import { isOpen } from '../../domain/case/items/item.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import { CoreCase } from './core-case.ts';
import { BODIES, expectedCommand, type Pick } from './random-bodies.ts';
import type { Move, Script } from './random-script.ts';

/** What was said, and how the case stood before and after. */
export interface Step {
  readonly command: Command | null;
  readonly context: CaseContext;
  readonly before: CaseState | null;
  readonly after: CaseState | null;
  readonly refusal: Refusal | null;
}

/** Windows of calendars are kept by their length; a play that went on for a year would need many. */
const LONGEST_MS = 100 * DAY_MS;
const OUTCOMES: readonly MessageOutcome[] = [
  { state: 'sent' },
  { state: 'refused', code: '30003' },
  { state: 'unknown' },
  { state: 'suppressed', code: 'opted-out' },
];

/** A case under random pressure: people who do the next thing, the wrong thing or nothing, at any hour, for weeks. */
export class RandomPlay extends CoreCase {
  readonly steps: Step[] = [];
  private readonly untilMs: number;

  constructor(policy: PolicyDocument, { startMs, loads, taken }: Script) {
    const technicians = peopleSent(policy.pinned);
    let asked = 0;
    super(policy, startMs, {
      openCases: Object.fromEntries(technicians.map(({ id }, i) => [id, loads[i % loads.length] ?? 0])),
      slot: () => (taken[asked++] ? 'taken' : 'reserved'),
    });
    this.untilMs = startMs + LONGEST_MS;
  }

  move(move: Move): this {
    this.pass(move);
    const before = this.state;
    const said = this.wordsOf(move);
    let refusal: Refusal | null = null;
    if (said?.kind === 'command') refusal = this.give(said.command);
    if (said?.kind === 'result') this.absorb(decideEngine(this.open(), said.result, this.context()));
    const command = said?.kind === 'command' ? said.command : null;
    this.steps.push({ command, context: this.context(), before, after: this.state, refusal });
    return this;
  }

  private pass({ waits, case: sleep, says }: Move): void {
    const dueMs = this.due()?.atMs ?? this.nowMs;
    const atMs = typeof waits === 'number' ? this.nowMs + waits : dueMs - (waits === 'until-due' ? 0 : 1);
    const nowMs = Math.max(this.nowMs, Math.min(atMs, this.untilMs));
    if (sleep === 'awake') this.until(nowMs);
    else if (says === 'nothing') this.wakeLate(nowMs);
    // The command itself ends the outage.
    else this.nowMs = nowMs;
  }

  private wordsOf(move: Move): Words | null {
    const pick = picker(move);
    if (this.state === null) return this.newCommand('OpenCase', pick, move);
    switch (move.says) {
      case 'nothing':
        return null;
      case 'the-next-thing': {
        const expected = expectedCommand(this.state);
        const isBusyBeside = (this.state.items ?? []).some(isOpen);
        return this.newCommand(isBusyBeside ? pick([expected, 'AdvanceItem']) : expected, pick, move);
      }
      case 'the-same-again':
        return this.lastCommand((print) => print);
      case 'the-same-id':
        return this.lastCommand((print) => `${print}-other`);
      case 'RecordMessage':
      case 'RecordSlot':
      case 'RecordLoad':
      case 'RecordUnit':
      case 'RecordLinkedCase':
      case 'RecordReceipt':
        return { kind: 'result', result: this.result(move.says, pick) };
      default:
        return this.newCommand(move.says, pick, move);
    }
  }

  private newCommand(type: CommandType, pick: Pick, { by, backMs }: Move): Words {
    const body = BODIES[type](pick, this.context(), this.state);
    const id = `cmd-${this.steps.length + 1}`;
    const ids = this.policy.pinned.people.map((person) => person.id);
    const actor: Actor = by === 'customer' ? { kind: 'customer' } : { kind: 'staff', personId: pick(ids, ['nobody']) };
    const effectiveAtMs = backMs === 0 ? null : this.nowMs - backMs;
    return { kind: 'command', command: { ...body, type, id, fingerprint: id, by: actor, effectiveAtMs } as Command };
  }

  private lastCommand(reprint: (fingerprint: string) => string): Words | null {
    const last = this.steps.findLast(({ command }) => command !== null)?.command;
    return last ? { kind: 'command', command: { ...last, fingerprint: reprint(last.fingerprint) } } : null;
  }

  /** An answer of the world, late or wrong as it may be. */
  private result(type: EngineCommand['type'], pick: Pick): EngineCommand {
    switch (type) {
      case 'RecordMessage': {
        const planned = this.of('MessagePlanned').map(({ intent }) => intent.key);
        return { type, key: pick([...planned.reverse(), 'no-message']), outcome: pick(OUTCOMES) };
      }
      case 'RecordSlot':
        return { type, revision: pick([1, 2, 3]), outcome: pick(['reserved', 'taken']) };
      case 'RecordLoad':
        return { type, openCases: {} };
      case 'RecordUnit':
        return { type, repairs: pick([[], [{ fault: 'flicker', part: null, on: '2026-01-09', restarts: true }]]) };
      case 'RecordLinkedCase': {
        const linked = { kind: 'repair', because: 'check-up.due', ordinal: pick([1, 2]) } as const;
        return { type, linked, came: pick<{ caseId: string } | { code: string }>([{ caseId: 'C-1' }, { code: 'x' }]) };
      }
      case 'RecordReceipt': {
        const received = this.of('MoneyReceived').map(({ receiptId }) => receiptId);
        return { type, receiptId: pick([...received, 'no-money']), number: 7 };
      }
    }
  }
}

type Words =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'result'; readonly result: EngineCommand };

function picker({ choices, care }: Move): Pick {
  let next = 0;
  return (right, wrong = []) => {
    const from = care === 'careful' ? right : [...right, ...wrong];
    return from[choices[next++ % choices.length]! % from.length]!;
  };
}

/** A line for each thing that was said, and what became of it. */
export function transcriptOf({ steps }: RandomPlay): string {
  return steps
    .map(({ command, context, before, after, refusal }) => {
      const when = new Date(context.nowMs).toISOString();
      const stages =
        before?.stage.name === after?.stage.name ? after?.stage.name : `${before?.stage.name} > ${after?.stage.name}`;
      if (command === null) return `${when}  (${stages})`;
      const { type, id: _id, fingerprint: _print, ...body } = command;
      return `${when}  ${type} ${JSON.stringify(body)}  ${refusal === null ? 'accepted' : refusal.code}  (${stages})`;
    })
    .join('\n');
}
