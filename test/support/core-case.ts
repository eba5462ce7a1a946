import type { ExpandedCalendars } from '../../domain/calendar/expanded.ts';
import type { Actor, Command, CommandBodies, CommandType } from '../../domain/case/commands.ts';
import { decideEngine } from '../../domain/case/decide.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { Progress } from '../../domain/case/record.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { type CalendarWindows, calendarWindows } from '../../domain/rehearsal/calendars.ts';
import { VirtualCase, type World } from '../../domain/rehearsal/virtual-case.ts';
import type { UnitRepair } from '../../domain/warranty/unit.ts';

/** A virtual case with shorthands for tests; it freezes every state, so that a rule which writes into one fails. */
export class CoreCase extends VirtualCase {
  private commands = 0;
  private readonly ownWorld: World;

  constructor(policy: PolicyDocument, startMs: number, world: World = {}) {
    super(policy, startMs, { world, windows: windowsOf(policy), caseId: 'C-TEST' });
    this.ownWorld = world;
  }

  /** The same case once more, with an empty ledger, to let it live through something else. */
  twin(): CoreCase {
    const twin = new CoreCase(this.policy, this.startMs, this.ownWorld);
    twin.state = this.state;
    twin.nowMs = this.nowMs;
    twin.commands = this.commands;
    return twin;
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
    return this.give(command as unknown as Command);
  }

  /** Calendars of the whole life: care itself looks back no further than it must. */
  lifelong(): ExpandedCalendars {
    return windowsOf(this.policy).reaching(this.startMs, this.nowMs);
  }

  /** What other cases did to the unit, as its journal would tell. */
  takeRepairs(repairs: readonly UnitRepair[]): this {
    this.absorb(decideEngine(this.open(), { type: 'RecordUnit', repairs }, this.context()));
    return this;
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

  protected override absorb(progress: Progress<CaseState>): void {
    super.absorb({ ...progress, state: deepFreeze(progress.state) });
  }
}

const windows = new WeakMap<PolicyDocument['calendars'], CalendarWindows>();

function windowsOf(policy: PolicyDocument): CalendarWindows {
  const found = windows.get(policy.calendars) ?? calendarWindows(policy);
  windows.set(policy.calendars, found);
  return found;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
