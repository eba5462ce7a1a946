import type { CaseEvent, FactOf, WarrantyStanding } from '../../domain/case/events.ts';
import type { MessageIntent } from '../../domain/notice/intent.ts';
import { assertNever } from '../../domain/shared/assert-never.ts';
import { careText } from './event-text-care.ts';
import { foundText } from './found-text.ts';
import { actorName, type Names, withCrew } from './people.ts';
import { rankingText } from './ranking-text.ts';
import { printable, type Style } from './style.ts';
import { absolute, span, type Times, workingTime } from './time.ts';

/** An event counts as told late when it took effect more than this before it was written down. */
const LATE_MS = 60_000;

/** One event as a sentence of one line, and who caused it. */
export function eventText(event: CaseEvent, names: Names, times: Times, style: Style): string {
  const late = event.recordedAtMs - event.atMs > LATE_MS ? ` (recorded ${absolute(event.recordedAtMs, times)})` : '';
  const note = 'noteId' in event && event.noteId !== null ? ', with a note' : '';
  const by = event.by.kind === 'engine' ? '' : style.dim(`  by ${actorName(event.by, names)}`);
  return `${printable(sentence(event, names, times))}${note}${late}${by}`;
}

function sentence(event: CaseEvent, names: Names, times: Times): string {
  switch (event.type) {
    case 'CaseOpened': {
      const marks = [
        event.tier === 'standard' ? '' : `${event.tier} customer`,
        event.urgency === 'emergency' ? 'emergency' : '',
      ];
      const marked = marks.filter(Boolean).map((mark) => `, ${mark}`);
      return `opened: ${event.kind} by ${event.channel} from ${event.source}${marked.join('')}${ruledText(event)}`;
    }
    case 'StageEntered':
      return `→ ${event.stage}${event.round > 1 ? ` (round ${event.round})` : ''}`;
    case 'FactsProvided':
      return `provided: ${Object.keys(event.facts).join(', ')}${ruledText(event)}`;
    case 'FactsCompleted':
      return 'nothing is missing any more';
    case 'FactsChased': {
      const again = event.nextAtMs === null ? 'for the last time' : `again ${absolute(event.nextAtMs, times)}`;
      return `asked for ${event.missing.join(', ')} (${ordinal(event.ordinal)}; ${again})`;
    }
    case 'RemoteHelpRecorded':
      return event.outcome === 'solved' ? 'remote help solved it' : 'remote help was not enough';
    case 'CaseClassified': {
      const damage = event.damage === 'none' ? '' : `, ${event.damage}`;
      return `classified: ${event.grade} ${event.kind}, ${event.urgency}${damage}; ${warrantyText(event.warranty)}${ruledText(event)}`;
    }
    case 'CaseReclassified': {
      const now = Object.values(event.now).join(', ');
      return `reclassified: ${now}${event.because === 'remote-help' ? ', for help was not enough' : ''}`;
    }
    case 'CustomerContacted':
      if (event.direction === 'from') return `the customer called or wrote by ${event.channel}`;
      return event.outcome === 'reached'
        ? `spoke or wrote to the customer by ${event.channel}${event.first ? ', first response' : ''}`
        : `tried to reach the customer by ${event.channel}, no answer`;
    case 'CaseHandedOff':
      return `handed off to ${names(event.leadId)}`;
    case 'TechniciansRanked':
      return rankingText(event, names);
    case 'NobodyFits':
      return 'nobody fits: more people are needed';
    case 'TechnicianAssigned':
      return `assigned to ${names(event.technicianId)} (${event.how === 'ranked' ? 'ranked first' : 'chosen'})${withCrew(event.crewIds, names)}`;
    case 'AppointmentProposed':
      return `visit proposed: ${span(event.startMs, event.endMs, times)} (r${event.revision})`;
    case 'SlotReserved':
      return `the technician’s time is reserved (r${event.revision})`;
    case 'SlotTaken':
      return `the technician is taken ${span(event.startMs, event.endMs, times)} (r${event.revision})`;
    case 'AppointmentConfirmed':
      return `visit confirmed: ${span(event.startMs, event.endMs, times)} (r${event.revision})`;
    case 'AppointmentMoved':
      return `visit r${event.revision} is off: ${event.reason}`;
    case 'AppointmentCancelled':
      return `visit ${span(event.startMs, event.endMs, times)} cancelled: case ${event.reason} (r${event.revision})`;
    case 'AppointmentReminded':
      return `reminder of the visit ${span(event.startMs, event.endMs, times)} (r${event.revision})`;
    case 'TechnicianDeparted':
      return `${names(event.technicianId)} is on the way`;
    case 'AppointmentMissed': {
      const absent = event.who === 'customer' ? 'the customer' : names(event.technicianId);
      return `visit ${span(event.startMs, event.endMs, times)} missed: ${absent} was not there (r${event.revision})`;
    }
    case 'CrewReinforced':
      return `in addition came ${event.personIds.map(names).join(', ')}`;
    case 'IncidentRecorded':
      return `incident on the record of ${names(event.personId)}: ${event.what}`;
    case 'TechnicianArrived':
      return `${names(event.technicianId)} arrived`;
    case 'ReportFiled': {
      const used = [...event.parts, ...event.labour, ...(event.fees ?? [])].map(
        ({ code, quantity }) => `${quantity} × ${code}`,
      );
      const fee = money(event.fee.amountMinor, event.fee.currency);
      if (event.service === 'refused') return `report: cause ${event.cause}, no service is given for it`;
      return `report: ${resultText(event, times)}, cause ${event.cause}${used.map((item) => `, ${item}`).join('')}; fee ${fee}`;
    }
    case 'UnitRepaired': {
      const what = [event.fault, event.part].filter((name) => name !== null).join(', ');
      return `unit repaired: ${what}${event.restarts ? '; its warranty starts anew' : ''}`;
    }
    case 'SignatureAsked':
      return 'asked the customer to sign the report';
    case 'ReportSigned':
      return `report signed: ${event.opinion}`;
    case 'CallbackScheduled':
      return `callback planned for ${absolute(event.askAtMs, times)}`;
    case 'CallbackAsked':
      return `asked how it was${event.way === undefined ? '' : ` by ${event.way}`} (${ordinal(event.ordinal)})`;
    case 'CallbackUnanswered':
      return 'nobody answered the callback';
    case 'ServiceRated':
      return `rated ${event.score}`;
    case 'CaseReopened':
      return `reopened, round ${event.round}: ${event.because}`;
    case 'FollowUpScheduled':
      return `follow-up of day ${event.day} planned for ${absolute(event.askAtMs, times)}`;
    case 'FollowUpAsked':
      return `follow-up of day ${event.day} asked`;
    case 'FollowUpAnswered':
      return `follow-up of day ${event.day}: ${event.answer}`;
    case 'FollowUpUnanswered':
      return `follow-up of day ${event.day}: no answer`;
    case 'CaseHeld':
      return `on hold: ${event.reason}${event.untilMs === null ? '' : `, until ${absolute(event.untilMs, times)}`}`;
    case 'CaseResumed':
      return event.because === 'hold-ended' ? 'the hold has ended' : 'resumed';
    case 'PauseBegan':
      return `clocks may pause: ${event.cause}`;
    case 'PauseEnded':
      return `clocks run on: ${event.cause} is over`;
    case 'ClockStarted':
      return `clock ${event.clockId} started`;
    case 'ClockWarned':
      return `clock ${event.clockId}: ${event.percent} % used, due ${absolute(event.dueAtMs, times)}`;
    case 'ClockBreached':
      return `clock ${event.clockId}: BREACHED, was due ${absolute(event.dueAtMs, times)}`;
    case 'ClockEscalated': {
      const whom = event.personId === null ? 'nobody holds the role' : names(event.personId);
      return `clock ${event.clockId}: step ${event.step} alarms ${whom}`;
    }
    case 'EscalationAcknowledged':
      return `clock ${event.clockId}: ${names(event.personId)} takes it on`;
    case 'ClockStopped': {
      const used = `used ${workingTime(event.usedMs)} of ${workingTime(event.limitMs)}`;
      return event.verdict === 'cancelled'
        ? `clock ${event.clockId}: cancelled`
        : `clock ${event.clockId}: ${event.verdict}, ${used}`;
    }
    case 'BreachWithdrawn':
      return `clock ${event.clockId}: the breach is withdrawn`;
    case 'MessagePlanned':
      return `message: ${messageText(event.intent, names)}`;
    case 'MessageHeld':
      return `message held until ${absolute(event.releaseAtMs, times)}: ${messageText(event.intent, names)}`;
    case 'MessageReleased':
      return `message released: ${messageText(event.intent, names)}`;
    case 'MessageSuppressed':
      return `message dropped (${event.reason}): ${keyText(event.key)}`;
    case 'MessageSettled': {
      const code = 'code' in event.outcome ? ` (${event.outcome.code})` : '';
      return `message ${event.outcome.state}${code}: ${keyText(event.key)}`;
    }
    case 'ItemOpened':
    case 'ItemAdvanced':
      return itemText(event, names, times);
    case 'CareBegan':
    case 'OccasionDue':
    case 'OccasionAnswered':
    case 'OccasionUnanswered':
    case 'PurchaseRecorded':
    case 'CareEnded':
    case 'UnitRecalled':
    case 'LinkedCaseAsked':
    case 'LinkedCaseOpened':
    case 'LinkedCaseRefused':
      return careText(event, times);
    case 'ConsentRecorded':
      return `consent ${event.consent}: ${event.purpose ?? 'everything'} by ${event.channel ?? 'any channel'}`;
    case 'MoneyReceived':
      return `received ${money(event.money.amountMinor, event.money.currency)} for ${event.receiptId}`;
    case 'ReceiptIssued':
      return `receipt no. ${event.number} for ${event.receiptId}: ${money(event.money.amountMinor, event.money.currency)}`;
    case 'GateReached':
      return `waits before ${event.before}`;
    case 'CaseClosed':
      return `closed: ${event.outcome}`;
    default:
      return assertNever(event);
  }
}

/** How it ended, until when what was taken in is promised, and what others learn from it. */
function resultText({ result, agreedMs, findings = [] }: FactOf<'ReportFiled'>, times: Times): string {
  const agreed = agreedMs === undefined ? '' : ` until ${absolute(agreedMs, times)}`;
  return `${result}${agreed}${findings.map((finding) => `, ${finding} finding`).join('')}`;
}

function itemText(event: FactOf<'ItemOpened' | 'ItemAdvanced'>, names: Names, times: Times): string {
  const { agreedMs, validUntilMs } = event.values;
  const agreed = agreedMs === undefined ? '' : `, agreed for ${absolute(agreedMs, times)}`;
  if (event.type === 'ItemAdvanced') {
    const passed = event.ownerId ? `, now with ${names(event.ownerId)}` : '';
    const stands = validUntilMs === undefined ? '' : `, stands until ${absolute(validUntilMs, times)}`;
    const found = foundText({ ...event.values, ...event });
    return `${event.itemId}: ${event.step}${found}${agreed}${stands}${passed}`;
  }
  const owner = event.ownerId === null ? '' : ` for ${names(event.ownerId)}`;
  const because = event.because === 'command' ? '' : `, on ${event.because}`;
  return `${event.itemId} opened: ${event.is}${foundText(event.values)}${owner}${agreed}${because}`;
}

function messageText({ purpose, channel, recipient }: MessageIntent, names: Names): string {
  return `${purpose} by ${channel} to ${recipient.kind === 'staff' ? names(recipient.personId) : 'the customer'}`;
}

/** A message's key without the case it begins with. */
function keyText(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function warrantyText(warranty: WarrantyStanding): string {
  switch (warranty.standing) {
    case 'in-warranty':
      return `in warranty until ${warranty.untilDate}${periodText(warranty)}`;
    case 'expired':
      return `warranty expired ${warranty.untilDate}${periodText(warranty)}`;
    case 'excluded':
      return `warranty excludes ${warranty.damage}`;
    case 'unknown':
      return `warranty unknown: ${warranty.missing} is missing`;
  }
}

/** Whose period it is and where it began, if that is not what everybody expects. */
export function periodText({ part, anchor }: { readonly part?: string; readonly anchor?: string }): string {
  const said = [part === undefined ? '' : `of the ${part}`, anchor === undefined ? '' : `from the ${anchor}`];
  return said
    .filter(Boolean)
    .map((text) => `, ${text}`)
    .join('');
}

type Found = Pick<FactOf<'CaseOpened'>, 'marks' | 'rules' | 'unit'>;

/** The unit's past, the words that were found and the rules that decided. */
function ruledText({ marks, rules, unit }: Found): string {
  const words = marks === undefined ? '' : `; marked ${marks.join(', ')}`;
  const before =
    unit === undefined || unit.repairs.length === 0 ? '' : `; unit repaired ${unit.repairs.length} × before`;
  return `${before}${words}${rules === undefined ? '' : `; by the rule ${rules.join(', ')}`}`;
}

function ordinal(count: number): string {
  return count === 1 ? 'first time' : `time ${count}`;
}

export function money(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits).replace(/\s/g, ' ');
}
