import { z } from 'zod';
import {
  CONTACT_CHANNELS,
  type CommandType,
  FOLLOW_UP_ANSWERS,
  HOLD_REASONS,
  MANUAL_OUTCOMES,
  MOVE_REASONS,
  OPINIONS,
} from '../../domain/case/commands.ts';
import { INTAKE_CHANNELS } from '../../domain/case/facts.ts';
import { CONSENT_PURPOSES } from '../../domain/policy/consent-words.ts';
import {
  CASE_KINDS,
  CHANNELS,
  DAMAGES,
  FAULT_CAUSES,
  FINDINGS,
  GRADES,
  REPORT_RESULTS,
  TIERS,
  URGENCIES,
  WAYS,
} from '../../domain/policy/vocabulary.ts';
import { CARE_REQUESTS } from './care-bodies.ts';
import { facts } from './fact-fields.ts';
import { instant, line, opaqueId, wholeNumber } from './fields.ts';
import { ITEM_REQUESTS } from './item-bodies.ts';
import { note, orNull } from './optional.ts';
import { usedItems } from './used-items.ts';
import { VISIT_REQUESTS } from './visit-bodies.ts';

/** Not false by default: a new field with a value of its own would change what old bodies mean to a repeat. */
const agreed = z
  .boolean()
  .nullish()
  .transform((said) => (said === true ? said : null));
/** Left out of the command as well where nobody is named. */
const crewIds = z.array(opaqueId(64)).max(20).optional();

/** What people and machines send: the bodies of commands with personal data and free text in them. */
export const REQUESTS = {
  OpenCase: z.strictObject({
    source: opaqueId(64).default('desk'),
    /** What the source calls this request; the command id when it has no name of its own. */
    reference: orNull(line()),
    channel: z.enum(INTAKE_CHANNELS),
    kind: orNull(z.enum(CASE_KINDS)),
    urgency: z.enum(URGENCIES).default('normal'),
    /** Null where nobody says it: then the customer's in the register, else standard. */
    tier: orNull(z.enum(TIERS)),
    locale: orNull(opaqueId(35)),
    /** Whom and what it is for, as the register knows them. */
    customer: orNull(opaqueId(64)),
    unit: orNull(opaqueId(64)),
    facts: facts.default({}),
  }),
  ProvideFacts: z.strictObject({ facts }),
  RecordRemoteHelp: z.strictObject({ outcome: z.enum(['solved', 'not-enough']), note }),
  ClassifyCase: z.strictObject({
    kind: orNull(z.enum(CASE_KINDS)),
    grade: orNull(z.enum(GRADES)),
    urgency: orNull(z.enum(URGENCIES)),
    damage: z.enum(DAMAGES).default('none'),
    way: orNull(z.enum(WAYS)),
  }),
  ReclassifyCase: z.strictObject({
    grade: orNull(z.enum(GRADES)),
    urgency: orNull(z.enum(URGENCIES)),
    tier: orNull(z.enum(TIERS)),
    way: orNull(z.enum(WAYS)),
    note,
  }),
  RecordContact: z.strictObject({
    direction: z.enum(['to', 'from']).default('to'),
    channel: z.enum(CONTACT_CHANNELS),
    outcome: z.enum(['reached', 'no-answer']).default('reached'),
    note,
  }),
  HandOffCase: z.strictObject({ leadId: orNull(opaqueId(64)) }),
  AssignTechnician: z.strictObject({ technicianId: orNull(opaqueId(64)), crewIds }),
  ProposeAppointment: z.strictObject({ start: instant, end: instant, agreed }),
  ConfirmAppointment: z.strictObject({ revision: orNull(wholeNumber) }),
  RescheduleAppointment: z.strictObject({ start: instant, end: instant, reason: z.enum(MOVE_REASONS), agreed }),
  RecordArrival: z.strictObject({}),
  ...VISIT_REQUESTS,
  FileReport: z.strictObject({
    cause: z.enum(FAULT_CAUSES),
    parts: usedItems.default([]),
    labour: usedItems.default([]),
    fees: orNull(usedItems),
    result: z.enum(REPORT_RESULTS),
    /** The time that was agreed for what is taken in. */
    until: orNull(instant),
    checklist: orNull(z.array(opaqueId(64)).max(100)),
    findings: orNull(z.array(z.enum(FINDINGS)).max(FINDINGS.length)),
    priceAccepted: z.boolean().default(false),
    opinion: orNull(z.enum(OPINIONS)),
    note,
  }),
  SignReport: z.strictObject({ opinion: z.enum(OPINIONS), note }),
  RateService: z.strictObject({ score: wholeNumber, note }),
  AnswerFollowUp: z.strictObject({ day: wholeNumber, answer: z.enum(FOLLOW_UP_ANSWERS), note }),
  ...ITEM_REQUESTS,
  ...CARE_REQUESTS,
  RecordConsent: z.strictObject({
    consent: z.enum(['given', 'withdrawn']),
    channel: orNull(z.enum(CHANNELS)),
    purpose: orNull(z.enum(CONSENT_PURPOSES)),
    note,
  }),
  HoldCase: z.strictObject({ reason: z.enum(HOLD_REASONS), until: orNull(instant) }),
  ResumeCase: z.strictObject({}),
  AcknowledgeEscalation: z.strictObject({ clockId: orNull(opaqueId(64)) }),
  CloseCase: z.strictObject({ outcome: z.enum(MANUAL_OUTCOMES), note }),
} satisfies Record<CommandType, z.ZodType>;

export type RequestBodies = { readonly [T in CommandType]: Readonly<z.output<(typeof REQUESTS)[T]>> };
export type RequestOf<T extends CommandType> = T extends CommandType ? { readonly type: T } & RequestBodies[T] : never;
/** A parsed request: every value checked and normalised, texts as typed. */
export type CaseRequest = RequestOf<CommandType>;
export type RequestFacts = RequestBodies['ProvideFacts']['facts'];
