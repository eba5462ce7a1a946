import { continueAsNew, patched } from '@temporalio/workflow';
import type { CaseView } from '../domain/case/view.ts';
import { liveThrough } from './case-life.ts';
import { runCaseLoop } from './case-loop.ts';
import { runCaseLoopBeforeRiding } from './case-loop-before-riding.ts';
import type { ServiceCaseInput } from './messages.ts';

/** A request for service. */
export function serviceCase(input: ServiceCaseInput): Promise<CaseView> {
  return liveThrough(input, {
    carry: () => (patched('journal-rides') ? runCaseLoop : runCaseLoopBeforeRiding),
    again: (next) => continueAsNew<typeof serviceCase>(next),
  });
}
