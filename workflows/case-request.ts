import { proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import type { CaseRequest, CaseRequestAnswer } from '../domain/inward/case-request.ts';
import { LINK_OPTIONS } from './activity-options.ts';

/** A back office that speaks Temporal itself asks for a case; the case has a workflow of its own. */
export function caseRequest(request: CaseRequest): Promise<CaseRequestAnswer> {
  const { openRequestedCase } = proxyActivities<CaseActivities>(LINK_OPTIONS);
  return openRequestedCase.executeWithOptions({ ...LINK_OPTIONS, summary: 'open the case' }, [request]);
}
