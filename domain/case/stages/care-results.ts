import type { UnitRepair } from '../../warranty/unit.ts';
import type { EngineCommand } from '../commands.ts';
import { accept, type Ruling } from '../ruling.ts';
import type { CaseState } from '../state.ts';

/** What other cases did to the unit meanwhile; nothing when they did nothing. */
export function recallUnit({ unit }: CaseState, repairs: readonly UnitRepair[]): Ruling {
  if (unit === undefined || JSON.stringify(unit.repairs) === JSON.stringify(repairs)) return accept();
  return accept({ type: 'UnitRecalled', unit: { unitKey: unit.unitKey, repairs } });
}

/** What became of a case that was to be opened. */
export function recordLinkedCase({ linked, came }: Extract<EngineCommand, { type: 'RecordLinkedCase' }>): Ruling {
  return accept(
    'caseId' in came
      ? { type: 'LinkedCaseOpened', ...linked, caseId: came.caseId }
      : { type: 'LinkedCaseRefused', ...linked, code: came.code },
  );
}
