import type { Command } from '../../domain/case/commands.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import { settle } from '../../domain/case/settle.ts';
import { VirtualCase } from '../../domain/rehearsal/virtual-case.ts';
import { DECISION_LAWS, STANDING_LAWS } from './case-laws.ts';

/** A virtual case that asks the laws of every case after each command and each wake-up; a broken one is thrown by its name. */
export class LawfulCase extends VirtualCase {
  override give(command: Command): Refusal | null {
    const { state: before } = this;
    const context = this.context();
    const refusal = super.give(command);
    const step = { command, context, before, after: this.state, refusal };
    for (const [law, check] of Object.entries(DECISION_LAWS)) ask(law, command.type, () => check(step));
    this.stands(command.type);
    return refusal;
  }

  override wakeLate(nowMs: number): this {
    super.wakeLate(nowMs);
    this.stands(new Date(nowMs).toISOString());
    return this;
  }

  private stands(after: string): void {
    if (this.state === null) return;
    const context = this.context();
    const { state } = settle(this.state, context);
    for (const [law, check] of Object.entries(STANDING_LAWS)) ask(law, after, () => check(state, context));
  }
}

function ask(law: string, after: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`Broken after ${after}: ${law}\n${error instanceof Error ? error.message : error}`);
  }
}
