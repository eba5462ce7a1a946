import type { Command, CommandEnvelope } from '../domain/case/commands.ts';
import { assertNever } from '../domain/shared/assert-never.ts';
import type { Found } from './found.ts';
import type { CaseRequest } from './requests/bodies.ts';
import { itemValues } from './requests/item-bodies.ts';
import type { Seal } from './seal.ts';

/** A request as the workflow may see it: texts and personal facts replaced by vault ids. */
export function toCommand(request: CaseRequest, envelope: CommandEnvelope, seal: Seal, found: Found): Command {
  switch (request.type) {
    case 'OpenCase': {
      const { source, channel, kind, urgency, locale } = request;
      const tier = request.tier ?? 'standard';
      const facts = seal.facts(request.facts);
      return { type: request.type, ...envelope, source, channel, kind, urgency, tier, locale, facts, ...found };
    }
    case 'ProvideFacts':
      return { type: request.type, ...envelope, facts: seal.facts(request.facts), ...found };
    case 'ProposeAppointment':
      return { type: request.type, ...envelope, startMs: request.start, endMs: request.end, agreed: request.agreed };
    case 'RescheduleAppointment':
      return {
        type: request.type,
        ...envelope,
        startMs: request.start,
        endMs: request.end,
        reason: request.reason,
        agreed: request.agreed,
      };
    case 'HoldCase':
      return { type: request.type, ...envelope, reason: request.reason, untilMs: request.until };
    case 'RecordRemoteHelp':
    case 'ReclassifyCase':
    case 'RecordContact':
    case 'SignReport':
    case 'RecordNoShow':
    case 'RecordIncident':
    case 'RateService':
    case 'AnswerFollowUp':
    case 'AnswerOccasion':
    case 'RecordPurchase':
    case 'RecordConsent':
    case 'CloseCase': {
      const { note, ...body } = request;
      return { ...body, ...envelope, noteId: seal.text('/note', note) };
    }
    case 'FileReport': {
      const { note, until, checklist, findings, ...body } = request;
      const found = {
        ...(until === null ? {} : { agreedMs: until }),
        ...(checklist === null ? {} : { checklist }),
        ...(findings === null ? {} : { findings }),
      };
      return { ...body, ...found, ...envelope, noteId: seal.text('/note', note) };
    }
    case 'OpenItem':
      return {
        type: request.type,
        ...envelope,
        item: request.item,
        values: itemValues(request, seal),
        noteId: seal.text('/note', request.note),
      };
    case 'AdvanceItem':
      return {
        type: request.type,
        ...envelope,
        item: request.item,
        step: request.step,
        values: itemValues(request, seal),
        noteId: seal.text('/note', request.note),
      };
    case 'ClassifyCase':
    case 'HandOffCase':
    case 'AssignTechnician':
    case 'ConfirmAppointment':
    case 'RecordDeparture':
    case 'ReinforceCrew':
    case 'RecordArrival':
    case 'ResumeCase':
    case 'AcknowledgeEscalation':
      return { ...request, ...envelope };
    default:
      return assertNever(request);
  }
}
