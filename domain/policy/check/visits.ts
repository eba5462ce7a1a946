import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import { type PlanStage, type ReportResult, USUAL_RESULTS } from '../vocabulary.ts';
import { plansOf } from './reach.ts';

/** What a report may end with by the policy. */
export function allowedResults({ visit }: PolicySource): readonly ReportResult[] {
  return visit?.results ?? USUAL_RESULTS;
}

/** What is said of visits is for some plan, and leads on. */
export function checkVisits(source: PolicySource): Finding[] {
  const { visit } = source;
  if (visit === undefined) return [];
  const has = (stage: PlanStage): boolean => plansOf(source).some(({ stages }) => stages.includes(stage));
  const fault = (key: string, message: string): Finding => ({ code: 'visit-rules', message, path: ['visit', key] });
  return [
    ...(visit.checklist !== undefined && !(has('visit') && has('report'))
      ? [fault('checklist', 'no kind goes through visit and report, so nobody ticks this; drop it')]
      : []),
    ...(visit.signed !== undefined && !has('report')
      ? [fault('signed', 'no kind goes through report, so there is nothing to sign; drop it')]
      : []),
    ...(visit.reinforcedBy !== undefined && !has('report')
      ? [fault('reinforcedBy', 'no kind goes through report, so nobody works there; drop it')]
      : []),
    ...(visit.results?.includes('reinforced') && visit.reinforcedBy === undefined
      ? [fault('results', 'nobody may come in addition; write reinforcedBy with a role, or drop reinforced')]
      : []),
    ...(visit.missed !== undefined && !(has('appointment') && has('visit'))
      ? [fault('missed', 'no kind goes through appointment and visit, so nobody misses one; drop it')]
      : []),
    ...(visit.results !== undefined && !visit.results.includes('solved')
      ? [fault('results', 'nobody could ever solve anything; add solved')]
      : []),
    ...(allowedResults(source).includes('taken-in') && !opensOnTakenIn(source)
      ? [fault('results', 'nothing sees to what is taken in; open an item on report-filed when results: taken-in')]
      : []),
  ];
}

function opensOnTakenIn({ items = {} }: PolicySource): boolean {
  return Object.values(items).some(({ opens }) =>
    opens.some(({ on, when }) => on === 'report-filed' && (when.results ?? ['taken-in']).includes('taken-in')),
  );
}
