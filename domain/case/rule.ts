import { assertNever } from '../shared/assert-never.ts';
import type { Command, EngineCommand } from './commands.ts';
import type { CaseContext } from './context.ts';
import { advanceItem, openItem } from './items/rules.ts';
import { recordReceipt } from './receipts.ts';
import { accept, type Ruling, refuse } from './ruling.ts';
import { acknowledgeEscalation, closeCase, holdCase, resumeCase } from './stages/any-stage.ts';
import { confirmAppointment, proposeAppointment, recordSlot, rescheduleAppointment } from './stages/appointment.ts';
import { assignTechnician, recordLoad } from './stages/assign.ts';
import { rateService } from './stages/callback.ts';
import { answerOccasion, recordPurchase } from './stages/care.ts';
import { recallUnit, recordLinkedCase } from './stages/care-results.ts';
import { classifyCase } from './stages/classify.ts';
import { recordConsent } from './stages/consent.ts';
import { recordContact } from './stages/contact.ts';
import { answerFollowUp } from './stages/follow-up.ts';
import { handOffCase } from './stages/hand-off.ts';
import { recordIncident } from './stages/incident.ts';
import { provideFacts } from './stages/intake.ts';
import { reclassifyCase } from './stages/reclassify.ts';
import { reinforceCrew } from './stages/reinforce.ts';
import { recordRemoteHelp } from './stages/remote-help.ts';
import { fileReport, signReport } from './stages/report.ts';
import { recordArrival, recordDeparture, recordNoShow } from './stages/visit.ts';
import type { CaseState } from './state.ts';

/** The rule for each command on an open case whose deadlines are settled. */
export function rule(state: CaseState, command: Command, context: CaseContext): Ruling {
  switch (command.type) {
    case 'OpenCase':
      return refuse('already-open');
    case 'ProvideFacts':
      return provideFacts(command, context);
    case 'RecordRemoteHelp':
      return recordRemoteHelp(state, command);
    case 'ClassifyCase':
      return classifyCase(state, command, context);
    case 'ReclassifyCase':
      return reclassifyCase(state, command);
    case 'RecordContact':
      return recordContact(state, command);
    case 'HandOffCase':
      return handOffCase(state, command, context);
    case 'AssignTechnician':
      return assignTechnician(state, command, context);
    case 'ProposeAppointment':
      return proposeAppointment(state, command, context);
    case 'ConfirmAppointment':
      return confirmAppointment(state, command, context);
    case 'RescheduleAppointment':
      return rescheduleAppointment(state, command, context);
    case 'RecordDeparture':
      return recordDeparture(state);
    case 'RecordArrival':
      return recordArrival(state);
    case 'RecordNoShow':
      return recordNoShow(state, command, context);
    case 'ReinforceCrew':
      return reinforceCrew(state, command, context);
    case 'RecordIncident':
      return recordIncident(command, context);
    case 'FileReport':
      return fileReport(state, command, context);
    case 'SignReport':
      return signReport(state, command);
    case 'RateService':
      return rateService(state, command, context);
    case 'AnswerFollowUp':
      return answerFollowUp(state, command);
    case 'OpenItem':
      return openItem(state, command, context);
    case 'AdvanceItem':
      return advanceItem(state, command, context);
    case 'AnswerOccasion':
      return answerOccasion(state, command, context);
    case 'RecordPurchase':
      return recordPurchase(state, command, context);
    case 'RecordConsent':
      return recordConsent(command);
    case 'HoldCase':
      return holdCase(state, command, context);
    case 'ResumeCase':
      return resumeCase(state);
    case 'AcknowledgeEscalation':
      return acknowledgeEscalation(state, command);
    case 'CloseCase':
      return closeCase(state, command, context);
    default:
      return assertNever(command);
  }
}

/** The rule for each result of an effect; a result never fails, at worst it changes nothing. */
export function ruleEngine(state: CaseState, command: EngineCommand, context: CaseContext): Ruling {
  switch (command.type) {
    case 'RecordLoad':
      return recordLoad(state, command.openCases, context);
    case 'RecordSlot':
      return recordSlot(state, command, context);
    case 'RecordUnit':
      return recallUnit(state, command.repairs);
    case 'RecordLinkedCase':
      return recordLinkedCase(command);
    case 'RecordReceipt':
      return recordReceipt(state, command);
    case 'RecordMessage':
      return accept({ type: 'MessageSettled', key: command.key, outcome: command.outcome });
    default:
      return assertNever(command);
  }
}
