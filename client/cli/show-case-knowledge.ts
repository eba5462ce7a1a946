import type { CaseView } from '../../domain/case/view.ts';
import { PLAN_STAGES } from '../../domain/policy/vocabulary.ts';
import type { Problem } from '../../domain/report/sections/problems.ts';
import { printable } from './style.ts';

/** Stages in which somebody still has to find out what is wrong, or has it before him. */
const OPEN_QUESTION: readonly CaseView['stage'][] = PLAN_STAGES.slice(0, PLAN_STAGES.indexOf('callback'));

export function asksForKnowledge({ stage, productModel }: Pick<CaseView, 'stage' | 'productModel'>): boolean {
  return productModel !== null && OPEN_QUESTION.includes(stage);
}

/** `supplier-part, 4 cases: lens-head 4×, repair 4×`. */
export function problemLine({ fault, cause, cases, remedies }: Problem): string {
  const what = [fault, cause].filter((part) => part !== null).join(', ');
  const done = remedies.map((remedy) => `${remedy.code} ${remedy.cases}×`).join(', ');
  return printable(`${what}, ${cases} ${cases === 1 ? 'case' : 'cases'}${done === '' ? '' : `: ${done}`}`);
}
