import type { CaseView } from '../domain/case/view.ts';
import { knownProblems } from '../domain/report/knowledge.ts';
import type { Problem } from '../domain/report/sections/problems.ts';
import { DAY_MS } from '../domain/shared/time.ts';
import type { Start } from './open.ts';
import type { Parts } from './send.ts';

export interface Knowledge {
  /** Causes and remedies of the past year's cases of the same product, and where it is known of the same symptom. */
  knownProblems(view: Pick<CaseView, 'organisationId' | 'caseId' | 'productModel'>): Promise<readonly Problem[]>;
}

/** Products and their faults change. */
const LOOKED_BACK_MS = 365 * DAY_MS;

export function createKnowledge({ store }: Parts, { nowMs, offsetMs }: Start): Knowledge {
  return {
    knownProblems: async ({ organisationId, caseId, productModel }) => {
      if (productModel === null) return [];
      const untilMs = nowMs() + offsetMs;
      const span = { fromMs: untilMs - LOOKED_BACK_MS, untilMs, productModel };
      const [filed, fault] = await Promise.all([
        store.filedReports(organisationId, span),
        store.faultOf(organisationId, caseId),
      ]);
      return knownProblems(filed, { caseId, fault });
    },
  };
}
