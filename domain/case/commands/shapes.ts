import { CARE_ANSWERS } from '../../policy/care-words.ts';
import { CONSENT_PURPOSES } from '../../policy/consent-words.ts';
import { GROUNDS, INSPECTION_FINDINGS, PACKAGINGS, REMEDIES } from '../../policy/remedy-words.ts';
import {
  CASE_KINDS,
  CHANNELS,
  DAMAGES,
  FACT_NAMES,
  FAULT_CAUSES,
  FINDINGS,
  GRADES,
  INTAKE_CHANNELS,
  REPORT_RESULTS,
  TIERS,
  URGENCIES,
  WAYS,
} from '../../policy/vocabulary.ts';
import {
  either,
  fields,
  listOf,
  maybe,
  oneOf,
  orNull,
  recordOf,
  type Shape,
  text,
  whole,
  yesOrNo,
} from '../../shared/shape.ts';
import {
  CONTACT_CHANNELS,
  type CommandType,
  FOLLOW_UP_ANSWERS,
  HOLD_REASONS,
  MANUAL_OUTCOMES,
  MOVE_REASONS,
  OPINIONS,
} from '../commands.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { ABSENTEES } from './visit.ts';

const facts = recordOf(FACT_NAMES, either(fields({ value: text }), fields({ vaultId: text })));
const used = listOf(fields({ code: text, quantity: whole, priceMinor: maybe(whole) }));
const noteId = orNull(text);
const agreed = maybe(orNull(oneOf([true])));
const marks = maybe(listOf(text));
const repair = fields({ fault: orNull(text), part: orNull(text), on: text, restarts: maybe(oneOf([true])) });
const unit = maybe(fields({ unitKey: text, repairs: listOf(repair, 999) }));
const values = fields({
  agreedMs: maybe(whole),
  amountMinor: maybe(whole),
  topic: maybe(text),
  model: maybe(text),
  finding: maybe(oneOf(INSPECTION_FINDINGS)),
  checklist: maybe(listOf(text)),
  signedBy: maybe(oneOf(['customer'])),
  cause: maybe(oneOf(FAULT_CAUSES)),
  parts: maybe(used),
  labour: maybe(used),
  fees: maybe(used),
  referenceId: maybe(text),
  remedy: maybe(oneOf(REMEDIES)),
  ground: maybe(oneOf(GROUNDS)),
  packaging: maybe(oneOf(PACKAGINGS)),
  points: maybe(whole),
  differenceMinor: maybe(whole),
  quantity: maybe(whole),
});

const ENVELOPE = {
  id: text,
  fingerprint: text,
  by: either(
    fields({ kind: oneOf(['customer', 'engine']) }),
    fields({ kind: oneOf(['staff']), personId: text }),
    fields({ kind: oneOf(['back-office']), system: text }),
  ),
  effectiveAtMs: orNull(whole),
  ifSeq: maybe(whole),
};

const BODIES: Readonly<Record<CommandType, Readonly<Record<string, Shape>>>> = {
  OpenCase: {
    source: text,
    channel: oneOf(INTAKE_CHANNELS),
    kind: orNull(oneOf(CASE_KINDS)),
    urgency: oneOf(URGENCIES),
    tier: oneOf(TIERS),
    locale: orNull(text),
    facts,
    marks,
    unit,
  },
  ProvideFacts: { facts, marks, unit },
  RecordRemoteHelp: { outcome: oneOf(['solved', 'not-enough']), noteId },
  ClassifyCase: {
    kind: orNull(oneOf(CASE_KINDS)),
    grade: orNull(oneOf(GRADES)),
    urgency: orNull(oneOf(URGENCIES)),
    damage: oneOf(DAMAGES),
    way: maybe(orNull(oneOf(WAYS))),
  },
  ReclassifyCase: {
    grade: orNull(oneOf(GRADES)),
    urgency: orNull(oneOf(URGENCIES)),
    tier: orNull(oneOf(TIERS)),
    way: orNull(oneOf(WAYS)),
    noteId,
  },
  RecordContact: {
    direction: oneOf(['to', 'from']),
    channel: oneOf(CONTACT_CHANNELS),
    outcome: oneOf(['reached', 'no-answer']),
    noteId,
  },
  HandOffCase: { leadId: orNull(text) },
  AssignTechnician: { technicianId: orNull(text), crewIds: maybe(listOf(text, 20)) },
  ProposeAppointment: { startMs: whole, endMs: whole, agreed },
  ConfirmAppointment: { revision: orNull(whole) },
  RescheduleAppointment: { startMs: whole, endMs: whole, reason: oneOf(MOVE_REASONS), agreed },
  RecordArrival: {},
  RecordDeparture: {},
  RecordNoShow: { who: oneOf(ABSENTEES), noteId },
  ReinforceCrew: { personIds: listOf(text, 20) },
  RecordIncident: { personId: text, what: text, noteId },
  FileReport: {
    cause: oneOf(FAULT_CAUSES),
    parts: used,
    labour: used,
    fees: maybe(orNull(used)),
    result: oneOf(REPORT_RESULTS),
    agreedMs: maybe(whole),
    checklist: maybe(listOf(text)),
    findings: maybe(listOf(oneOf(FINDINGS))),
    priceAccepted: yesOrNo,
    opinion: maybe(orNull(oneOf(OPINIONS))),
    noteId,
  },
  SignReport: { opinion: oneOf(OPINIONS), noteId },
  RateService: { score: whole, noteId },
  AnswerFollowUp: { day: whole, answer: oneOf(FOLLOW_UP_ANSWERS), noteId },
  OpenItem: { item: text, values, noteId },
  AdvanceItem: { item: text, step: text, values, noteId },
  AnswerOccasion: { occasion: text, answer: orNull(oneOf(CARE_ANSWERS)), score: orNull(whole), noteId },
  RecordPurchase: { on: orNull(text), productModel: orNull(text), noteId },
  RecordConsent: {
    consent: oneOf(['given', 'withdrawn']),
    channel: orNull(oneOf(CHANNELS)),
    purpose: orNull(oneOf(CONSENT_PURPOSES)),
    noteId,
  },
  HoldCase: { reason: oneOf(HOLD_REASONS), untilMs: orNull(whole) },
  ResumeCase: {},
  AcknowledgeEscalation: { clockId: orNull(text) },
  CloseCase: { outcome: oneOf(MANUAL_OUTCOMES), noteId },
};

/**
 * Why something that was sent as a command is none: a wrong kind of value, an unknown word. Whoever reaches the engine can
 * send it anything, and a rule that was given nonsense could leave the case where nothing moves it on.
 */
export function malformed(type: CommandType, sent: unknown): Refusal | null {
  const place = fields({ ...ENVELOPE, ...BODIES[type], type: oneOf([type]) })(sent, '');
  return place === null ? null : refusal('malformed-command', place, { command: type });
}
