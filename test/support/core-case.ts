import { expandCalendars } from '../../domain/calendar/expand.ts';
import type { ExpandedCalendars } from '../../domain/calendar/expanded.ts';
import type { Actor, Command, CommandBodies, CommandType, EngineCommand } from '../../domain/case/commands.ts';
import type { CaseContext } from '../../domain/case/context.ts';
import { decide, decideEngine } from '../../domain/case/decide.ts';
import { nextDue } from '../../domain/case/due.ts';
import { effectsOf } from '../../domain/case/effects.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { viewOf } from '../../domain/case/project.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import { settle } from '../../domain/case/settle.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { DAY_MS } from '../../domain/shared/time.ts';

const CALENDAR_DAYS = 90;
/** Renewed when less than this is left, as the workflow does. */
const CALENDARS_AHEAD_MS = 30 * DAY_MS;

/** What the world answers to the effects of a case under test; by default everything works. */
export interface World {
  readonly openCases?: Readonly<Record<string, number>>;
  slot?(startMs: number): 'reserved' | 'taken';
}

/** A case run through the core alone, at a time that the test says. Effects are answered at once. */
export class CoreCase {
  state: CaseState | null = null;
  events: CaseEvent[] = [];
  nowMs: number;
  private commands = 0;
  private readonly startMs: number;
  private calendars;
  private readonly policy: PolicyDocument;
  private readonly world: World;

  constructor(policy: PolicyDocument, startMs: number, world: World = {}) {
    this.policy = policy;
    this.world = world;
    this.nowMs = startMs;
    this.startMs = startMs;
    this.calendars = expandedOnce(policy, startMs, CALENDAR_DAYS);
  }

  /** Lets time pass, waking the case whenever something is due. */
  until(nowMs: number): this {
    for (let due = this.due(); due !== null && due.atMs <= nowMs; due = this.due()) {
      this.wakeLate(Math.max(due.atMs, this.nowMs));
    }
    return this.wakeLate(nowMs);
  }

  /** Lets time pass in which nothing can wake the case: an outage. All that came due is settled at its end. */
  wakeLate(nowMs: number): this {
    this.nowMs = nowMs;
    if (this.state !== null) this.absorb(settle(this.state, this.context()));
    return this;
  }

  /** The same case once more, with an empty ledger, to let it live through something else. */
  twin(): CoreCase {
    const twin = new CoreCase(this.policy, this.startMs, this.world);
    twin.state = this.state;
    twin.nowMs = this.nowMs;
    twin.commands = this.commands;
    return twin;
  }

  /** The next thing that is to happen by itself. */
  due(): ReturnType<typeof nextDue> {
    return this.state === null ? null : nextDue(this.state, this.context());
  }

  /** Gives a command; throws with its code when it is refused. */
  send<T extends CommandType>(type: T, body: CommandBodies[T], by: Actor = { kind: 'customer' }): this {
    const refused = this.try(type, body, by);
    if (refused !== null) throw new Error(`${type} refused: ${refused.code} ${JSON.stringify(refused.params)}`);
    return this;
  }

  /** Gives a command and returns why it was refused, or null. */
  try<T extends CommandType>(
    type: T,
    body: CommandBodies[T],
    by: Actor = { kind: 'customer' },
    envelope: { id?: string; fingerprint?: string; effectiveAtMs?: number } = {},
  ): Refusal | null {
    this.commands += 1;
    const id = envelope.id ?? `cmd-${this.commands}`;
    const fingerprint = envelope.fingerprint ?? `print-${this.commands}`;
    const command = { ...body, type, id, by, fingerprint, effectiveAtMs: envelope.effectiveAtMs ?? null };
    const decision = decide(this.state, command as unknown as Command, this.context());
    if (decision.kind === 'refused') return decision.refusal;
    if (decision.kind === 'accepted') this.absorb(decision.progress);
    return null;
  }

  view(): CaseView {
    return viewOf(this.open(), this.context());
  }

  types(): string[] {
    return this.events.map(({ type }) => type);
  }

  /** Keys of the messages that may be sent, in order. */
  sent(): string[] {
    return this.events.flatMap((event) =>
      event.type === 'MessagePlanned' || event.type === 'MessageReleased'
        ? [event.intent.key.replace(/^[^/]+\//, '')]
        : [],
    );
  }

  of<T extends CaseEvent['type']>(type: T): Extract<CaseEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<CaseEvent, { type: T }> => event.type === type);
  }

  context(): CaseContext {
    if (this.nowMs > this.calendars.untilMs - CALENDARS_AHEAD_MS) {
      const days = Math.ceil((this.nowMs - this.startMs) / DAY_MS) + CALENDAR_DAYS;
      this.calendars = expandedOnce(this.policy, this.startMs, days);
    }
    return {
      organisationId: 'org',
      caseId: 'C-TEST',
      policy: this.policy.pinned,
      calendars: this.calendars,
      nowMs: this.nowMs,
    };
  }

  open(): CaseState {
    if (this.state === null) throw new Error('not open');
    return this.state;
  }

  private absorb({ state, events }: { state: CaseState; events: readonly CaseEvent[] }): void {
    this.state = deepFreeze(state);
    this.events.push(...events);
    for (const result of events.flatMap((event) => effectsOf(event, state)).flatMap((effect) => this.answer(effect))) {
      this.absorb(decideEngine(this.open(), result, this.context()));
    }
  }

  private answer(effect: ReturnType<typeof effectsOf>[number]): EngineCommand[] {
    switch (effect.kind) {
      case 'measure-load':
        return [{ type: 'RecordLoad', openCases: this.world.openCases ?? {} }];
      case 'reserve-slot':
        return [
          {
            type: 'RecordSlot',
            revision: effect.revision,
            outcome: this.world.slot?.(effect.startMs) ?? 'reserved',
          },
        ];
      default:
        return [];
    }
  }
}

const expanded = new WeakMap<PolicyDocument['calendars'], Map<string, ExpandedCalendars>>();

/** Zones are slow to work out, and many cases begin at the same instant. */
function expandedOnce({ calendars, zone }: PolicyDocument, fromMs: number, days: number): ExpandedCalendars {
  const known = expanded.get(calendars) ?? new Map<string, ExpandedCalendars>();
  expanded.set(calendars, known);
  const key = `${fromMs} ${days}`;
  const result = known.get(key) ?? expandCalendars(calendars, zone, fromMs, days);
  known.set(key, result);
  return result;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
