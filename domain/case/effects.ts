import { type ConsentNote, noteOfConsent } from '../consent/note.ts';
import type { MessageIntent } from '../notice/intent.ts';
import type { PersonId } from '../policy/pinned.ts';
import type { ChargeLine } from '../pricing/charge-lines.ts';
import type { VaultId } from '../shared/ids.ts';
import type { Money } from '../shared/money.ts';
import type { LinkedCase } from './events/care.ts';
import type { CaseEvent } from './events.ts';
import type { CaseState } from './state.ts';

/** What an event asks of the world. Performed after the journal holds the event; its result returns as a command. */
export type Effect =
  | { readonly kind: 'send'; readonly intent: MessageIntent }
  | { readonly kind: 'measure-load' }
  | {
      readonly kind: 'reserve-slot';
      readonly technicianId: PersonId;
      /** Whose time is kept with the technician's, all or none; absent: nobody's. */
      readonly crewIds?: readonly PersonId[];
      readonly revision: number;
      readonly startMs: number;
      readonly endMs: number;
    }
  /** Frees what was reserved up to this revision; a later appointment keeps its time. */
  | { readonly kind: 'release-slots'; readonly revision: number }
  /** Writes the customer's word down where every case asks. */
  | ({ readonly kind: 'note-consent' } & ConsentNote)
  /** Gives a receipt its number in the organisation's row, and keeps what it says. */
  | {
      readonly kind: 'issue-receipt';
      readonly receiptId: string;
      readonly money: Money;
      readonly lines: readonly ChargeLine[];
      readonly receivedAtMs: number;
    }
  | { readonly kind: 'archive' }
  /** Asks what other cases did to the unit. */
  | { readonly kind: 'recall-unit'; readonly unitKey: string }
  | OpenCaseEffect;

/** Another case is to be opened for the same customer and unit. */
export interface OpenCaseEffect {
  readonly kind: 'open-case';
  readonly linked: LinkedCase;
  /** What is told goes along as its description. */
  readonly noteId: VaultId | null;
}

/** The effects of one event on a case that now stands as `state`. */
export function effectsOf(event: CaseEvent, state: CaseState): readonly Effect[] {
  switch (event.type) {
    case 'MessagePlanned':
    case 'MessageReleased':
      return [{ kind: 'send', intent: event.intent }];
    case 'StageEntered':
      return event.stage === 'assign' ? [{ kind: 'measure-load' }] : [];
    case 'AppointmentProposed': {
      const { revision, startMs, endMs } = event;
      if (state.technicianId === null) throw new Error('an appointment was proposed without a technician');
      const [technicianId, ...others] = event.heldIds ?? [state.technicianId];
      if (technicianId === undefined) return [{ kind: 'release-slots', revision }];
      const crew = others.length === 0 ? {} : { crewIds: others };
      return [{ kind: 'reserve-slot', technicianId, ...crew, revision, startMs, endMs }];
    }
    case 'SlotTaken':
    case 'AppointmentCancelled':
    case 'AppointmentMissed':
      return [{ kind: 'release-slots', revision: event.revision }];
    case 'CaseReopened': {
      const { appointment, appointmentRevision } = state;
      return [
        { kind: 'release-slots', revision: appointment === null ? appointmentRevision : appointment.revision - 1 },
      ];
    }
    case 'OccasionDue':
      return state.unit === undefined ? [] : [{ kind: 'recall-unit', unitKey: state.unit.unitKey }];
    case 'LinkedCaseAsked': {
      const { kind, because, ordinal, noteId } = event;
      return [{ kind: 'open-case', linked: { kind, because, ordinal }, noteId }];
    }
    case 'ConsentRecorded':
      return [{ kind: 'note-consent', ...noteOfConsent(event, state.facts) }];
    case 'MoneyReceived': {
      const { receiptId, money, lines, atMs } = event;
      return [{ kind: 'issue-receipt', receiptId, money, lines, receivedAtMs: atMs }];
    }
    case 'CaseClosed':
      return [{ kind: 'archive' }];
    default:
      return [];
  }
}
