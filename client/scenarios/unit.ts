import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { ScriptStep } from '../../domain/rehearsal/script.ts';
import { remembersUnits, type UnitRepair } from '../../domain/warranty/unit.ts';

/** The step as a client sends it that has looked up what was done to the unit before. */
export function withUnit(
  step: ScriptStep,
  { pinned }: PolicyDocument,
  repairs: readonly UnitRepair[] = [],
): ScriptStep {
  const { command } = step;
  if (command.type !== 'OpenCase' && command.type !== 'ProvideFacts') return step;
  if (command.facts['serial-number'] === undefined || !remembersUnits(pinned)) return step;
  return { ...step, command: { ...command, unit: { unitKey: 'unit', repairs } } };
}
