import type { StageName } from '../policy/vocabulary.ts';
import type { CommandType } from './commands.ts';
import type { CaseFact } from './events.ts';
import { type Refusal, type RefusalCode, refusal } from './refusals.ts';
import type { CaseState } from './state.ts';

/** What a rule says to a command: the facts it makes, or why not. */
export type Ruling = { readonly facts: readonly CaseFact[] } | { readonly refused: Refusal };

export function accept(...facts: CaseFact[]): Ruling {
  return { facts };
}

export function refuse(
  code: RefusalCode,
  place = '',
  params: Refusal['params'] = {},
): Extract<Ruling, { refused: Refusal }> {
  return { refused: refusal(code, place, params) };
}

/** Refuses a command that the stage cannot take; null when it can. */
export function unlessStage(state: CaseState, command: CommandType, ...expected: StageName[]): Ruling | null {
  if (expected.includes(state.stage.name)) return null;
  return refuse('wrong-stage', '', { stage: state.stage.name, command, expected: expected.join(' or ') });
}
