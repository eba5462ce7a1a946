import { fileURLToPath } from 'node:url';
import { readPolicyFolder } from '../client/policy-files.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { ServiceCaseInput } from '../workflows/messages.ts';

/** As many days as a case can see ahead: more than the slowest case of a loaded machine takes. */
const DAYS = 300;

/** The policy of case-7, read and checked as any other. */
export async function loadBenchPolicy(): Promise<PolicyDocument> {
  const read = await readPolicyFolder(fileURLToPath(new URL('policy', import.meta.url)), Date.now());
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  return read.document;
}

/**
 * The same start with days of milliseconds, so that what was planned by the day becomes a real, short timer. A follow-up
 * is given up after two of them.
 */
export function withShortDays(input: ServiceCaseInput, dayLastsMs: number): ServiceCaseInput {
  const fromMs = Date.now();
  const dayStartsMs = Array.from({ length: DAYS }, (_, day) => fromMs + day * dayLastsMs);
  const followUp = { ...input.policy.followUp, answerWithinMs: 2 * dayLastsMs };
  return { ...input, policy: { ...input.policy, followUp }, calendars: { ...input.calendars, dayStartsMs } };
}
