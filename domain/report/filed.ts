import { plainFact } from '../case/facts.ts';
import type { CaseLedger, FiledReport } from './ledger.ts';

/** The reports that a whole ledger holds, and what a workshop found, as `filedReports` reads them from the journal. */
export function filedIn({ caseId, events }: CaseLedger, productModel: string | null): readonly FiledReport[] {
  const faults = events.flatMap((event) =>
    event.type === 'CaseOpened' || event.type === 'FactsProvided' ? (plainFact(event.facts, 'fault') ?? []) : [],
  );
  const found = { caseId, productModel, fault: faults.at(-1) ?? null };
  return events.flatMap((event): FiledReport[] => {
    if (event.type === 'ItemAdvanced' && event.values.cause !== undefined && event.step === 'diagnosed') {
      return [
        { ...found, recordedAtMs: event.recordedAtMs, cause: event.values.cause, remedies: [], result: 'taken-in' },
      ];
    }
    if (event.type !== 'ReportFiled') return [];
    const { recordedAtMs, cause, parts, labour, result } = event;
    const remedies = [...parts, ...labour].map(({ code }) => code);
    return [{ ...found, recordedAtMs, cause, remedies, result }];
  });
}
