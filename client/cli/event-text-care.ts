import type { CareFact } from '../../domain/case/events/care.ts';
import type { CaseEvent, FactOf } from '../../domain/case/events.ts';
import { absolute, type Times } from './time.ts';

/** What happened in long-term care, as half a sentence. */
export function careText(event: CaseEvent & FactOf<CareFact['type']>, times: Times): string {
  switch (event.type) {
    case 'CareBegan':
      return `care counts from ${event.on}`;
    case 'OccasionDue': {
      const turn = event.turn === undefined ? '' : `, by ${event.turn}`;
      const until = event.giveUpAtMs === undefined ? '' : `, answer until ${absolute(event.giveUpAtMs, times)}`;
      return `${event.occasion} of ${event.on} (${event.does}, number ${event.ordinal})${turn}${until}`;
    }
    case 'OccasionAnswered':
      return `${event.occasion}: ${event.answer ?? `score ${event.score}`}${event.problem && event.answer === null ? ', a problem' : ''}`;
    case 'OccasionUnanswered':
      return `${event.occasion}: no answer`;
    case 'PurchaseRecorded':
      return `bought ${event.productModel ?? 'something new'} on ${event.on}`;
    case 'CareEnded':
      return `care has ended: the warranty ended with ${event.lastDay}`;
    case 'UnitRecalled':
      return `the unit was repaired ${event.unit.repairs.length} × so far`;
    case 'LinkedCaseAsked':
      return `a ${event.kind} is to be opened, for ${event.because}`;
    case 'LinkedCaseOpened':
      return `${event.caseId} opened: ${event.kind}, for ${event.because}`;
    case 'LinkedCaseRefused':
      return `NOT OPENED: ${event.kind}, for ${event.because} (${event.code}); open it by hand`;
  }
}
