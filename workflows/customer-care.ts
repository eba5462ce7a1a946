import { continueAsNew } from '@temporalio/workflow';
import type { CaseView } from '../domain/case/view.ts';
import { liveThrough } from './case-life.ts';
import { runCaseLoop } from './case-loop.ts';
import type { ServiceCaseInput } from './messages.ts';

/** What is done for a unit over the years: a case like any other, with runs of about a year. */
export function customerCare(input: ServiceCaseInput): Promise<CaseView> {
  return liveThrough(input, {
    carry: () => runCaseLoop,
    again: (next) => continueAsNew<typeof customerCare>(next),
  });
}
