import type { CaseFact } from '../case/events.ts';
import { ENDED } from '../policy/item-words.ts';
import type { ClockMilestone } from '../policy/pinned.ts';
import type { Milestone } from '../policy/vocabulary.ts';

/** The moments an event is, as clocks name them; none when no clock can run from or to it. */
export function milestonesOf(fact: CaseFact): readonly Milestone[] {
  const milestone = milestoneOf(fact);
  const solved =
    (fact.type === 'RemoteHelpRecorded' ? fact.outcome : fact.type === 'ReportFiled' ? fact.result : null) === 'solved';
  return [...(milestone === null ? [] : [milestone]), ...(solved ? (['solved'] as const) : [])];
}

function milestoneOf(fact: CaseFact): Milestone | null {
  switch (fact.type) {
    case 'CaseOpened':
      return 'opened';
    case 'FactsCompleted':
      return 'facts-complete';
    case 'RemoteHelpRecorded':
      return 'remote-help-tried';
    case 'CaseClassified':
      return 'record-completed';
    case 'CustomerContacted':
      return fact.first ? 'responded' : null;
    case 'CaseHandedOff':
      return 'handed-off';
    case 'TechnicianAssigned':
      return 'technician-assigned';
    case 'AppointmentProposed':
      return 'appointment-proposed';
    case 'AppointmentConfirmed':
      return 'appointment-confirmed';
    case 'TechnicianDeparted':
      return 'departed';
    case 'TechnicianArrived':
      return 'arrived';
    case 'CrewReinforced':
      return 'reinforced';
    case 'ReportFiled':
      return 'report-filed';
    case 'ReportSigned':
      return 'report-signed';
    case 'CallbackAsked':
      return 'callback-asked';
    case 'ServiceRated':
      return 'rated';
    case 'CaseReopened':
      return 'reopened';
    case 'CaseClosed':
      return 'closed';
    default:
      return null;
  }
}

/** What an event is to clocks and to items that open by themselves; empty for most events. */
export function occasionsOf(fact: CaseFact): readonly ClockMilestone[] {
  switch (fact.type) {
    case 'ItemOpened':
      return [`${fact.name}.opened`];
    case 'ItemAdvanced': {
      const { name, step, ended } = fact;
      return ended === undefined || step === 'dropped' ? [`${name}.${step}`] : [`${name}.${step}`, `${name}.${ENDED}`];
    }
    case 'OccasionDue':
      return [`${fact.occasion}.due`];
    case 'OccasionAnswered':
      return [`${fact.occasion}.answered`, ...(fact.problem ? [`${fact.occasion}.problem` as const] : [])];
    case 'OccasionUnanswered':
      return [`${fact.occasion}.unanswered`];
    default:
      return milestonesOf(fact);
  }
}
