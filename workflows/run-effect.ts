import { proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import { peopleSent } from '../domain/assignment/team.ts';
import type { EngineCommand } from '../domain/case/commands.ts';
import type { Effect } from '../domain/case/effects.ts';
import { assertNever } from '../domain/shared/assert-never.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import type { Cell } from './live-case.ts';
import { sendAlone } from './send.ts';

/** Does what an effect asks of the world, an activity each; its result is a command for the case, or nothing. */
export async function runEffect(cell: Cell, effect: Effect): Promise<EngineCommand | null> {
  const { organisationId, caseId, policy } = cell.input;
  const ref = { organisationId, caseId };
  const cases = proxyActivities<CaseActivities>(RECORD_OPTIONS);
  const summary = { ...RECORD_OPTIONS, summary: describeEffect(effect) };
  switch (effect.kind) {
    case 'send':
      return { type: 'RecordMessage', key: effect.intent.key, outcome: await sendAlone(cell, effect) };
    case 'measure-load': {
      const request = { ...ref, personIds: peopleSent(policy).map(({ id }) => id) };
      return { type: 'RecordLoad', openCases: await cases.measureLoad.executeWithOptions(summary, [request]) };
    }
    case 'reserve-slot': {
      const { kind: _, ...slot } = effect;
      const { revision } = slot;
      const request = { ...ref, ...slot };
      return { type: 'RecordSlot', revision, outcome: await cases.reserveSlot.executeWithOptions(summary, [request]) };
    }
    case 'release-slots':
      await cases.releaseSlots.executeWithOptions(summary, [{ ...ref, revision: effect.revision }]);
      return null;
    case 'recall-unit':
    case 'open-case':
      // Policies of before batches rode have no care.
      return null;
    case 'note-consent': {
      const { kind: _, ...note } = effect;
      await cases.noteConsent.executeWithOptions(summary, [{ ...ref, note }]);
      return null;
    }
    case 'issue-receipt': {
      const { receiptId, money, lines, receivedAtMs } = effect;
      const request = { ...ref, receiptId, money, lines, receivedAtMs };
      const number = await cases.issueReceipt.executeWithOptions(summary, [request]);
      return { type: 'RecordReceipt', receiptId, number };
    }
    case 'archive':
      await cases.archiveCase.executeWithOptions(summary, [ref]);
      return null;
    default:
      return assertNever(effect);
  }
}

/** A line for people who look at a case's history or at what it is busy with. */
export function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'send':
      return `send ${effect.intent.key}`;
    case 'measure-load':
      return 'measure technicians’ load';
    case 'reserve-slot':
      return `reserve ${effect.technicianId} for appointment r${effect.revision}`;
    case 'release-slots':
      return 'release the technician’s time';
    case 'recall-unit':
      return 'look up what was repaired';
    case 'open-case':
      return `open ${effect.linked.kind}: ${effect.linked.because}`;
    case 'note-consent':
      return 'note what the customer allows';
    case 'issue-receipt':
      return `number the receipt for ${effect.receiptId}`;
    case 'archive':
      return 'file the closed case';
    default:
      return assertNever(effect);
  }
}
