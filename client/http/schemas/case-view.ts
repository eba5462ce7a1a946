import { z } from 'zod';
import { HOLD_REASONS } from '../../../domain/case/commands.ts';
import type { Receipt } from '../../../domain/case/state.ts';
import type { CaseView } from '../../../domain/case/view.ts';
import { CASE_KINDS, FACT_NAMES, GRADES, PLAN_STAGES, TIERS, URGENCIES } from '../../../domain/policy/vocabulary.ts';

/** Milliseconds since 1970 in UTC. */
export const instantMs = z.int().describe('Milliseconds since 1970-01-01T00:00Z.');

const nextStep = z.looseObject({
  what: z.string(),
  who: z.enum(['customer', 'engine', 'desk', 'lead', 'technician', 'owner']),
  personId: z.string().nullable(),
  byMs: instantMs.nullable(),
});

const clock = z.looseObject({
  clockId: z.string(),
  round: z.int(),
  status: z.enum(['running', 'paused', 'warned', 'breached', 'acknowledged', 'met', 'missed', 'cancelled']),
  startedAtMs: instantMs,
  dueAtMs: instantMs.nullable(),
  limitMs: z.int(),
});

const appointment = z.looseObject({
  revision: z.int(),
  startMs: instantMs,
  endMs: instantMs,
  status: z.enum(['reserving', 'proposed', 'confirmed']),
});

const item = z.looseObject({
  id: z.string(),
  name: z.string(),
  is: z.string(),
  step: z.string(),
  ownerId: z.string().nullable(),
  openedAtMs: instantMs,
  next: nextStep.nullable(),
});

/** A case as everybody who may see it sees it: no names, no addresses, no texts. */
export const caseView = z.looseObject({
  organisationId: z.string(),
  caseId: z.string(),
  seq: z.int().describe('Where its ledger ends; the ETag.'),
  atMs: instantMs,
  policyId: z.string(),
  policyVersion: z.string(),
  source: z.string(),
  channel: z.string(),
  locale: z.string(),
  stage: z.enum([...PLAN_STAGES, 'gate', 'closed']),
  outcome: z.string().nullable(),
  kind: z.enum(CASE_KINDS),
  grade: z.enum(GRADES).nullable(),
  urgency: z.enum(URGENCIES),
  tier: z.enum(TIERS),
  warranty: z.looseObject({ standing: z.string() }).nullable(),
  productModel: z.string().nullable(),
  region: z.string().nullable(),
  missingFacts: z.array(z.enum(FACT_NAMES)),
  round: z.int(),
  leadId: z.string().nullable(),
  technicianId: z.string().nullable(),
  crewIds: z.array(z.string()).optional(),
  appointment: appointment.nullable(),
  appointmentRevision: z.int(),
  departed: z.literal(true).optional().describe('The technician is on the way.'),
  hold: z.looseObject({ reason: z.enum(HOLD_REASONS), sinceMs: instantMs, untilMs: instantMs.nullable() }).nullable(),
  openedAtMs: instantMs,
  closedAtMs: instantMs.nullable(),
  nextStep: nextStep.nullable(),
  nextDeadline: z.looseObject({ clockId: z.string(), dueAtMs: instantMs }).nullable(),
  clocks: z.array(clock),
  items: z.array(item).optional(),
  care: z.looseObject({ begunOn: z.string(), lastDay: z.string().nullable() }).optional(),
} satisfies Record<keyof CaseView, z.ZodType>);

const receipt = z.object({
  commandId: z.string(),
  seq: z.int().describe('The case’s ledger right after the command.'),
  atMs: instantMs,
} satisfies Partial<Record<keyof Receipt, z.ZodType>>);

/** The answer to a command: where it stands in the ledger, and the case that results. */
export const accepted = z.object({ caseId: z.string(), receipt, case: caseView });
