import type { CaseCommandType } from '../client/aftercare.ts';
import { RefusedError } from '../client/errors.ts';
import type { SendOptions } from '../client/send.ts';
import { caseWorkflowId } from '../workflows/messages.ts';
import { type CasePlayed, LAST_FOLLOW_UP_DAY, type Player, type Turn, untilEnded, untilVisit } from './player.ts';
import type { Rig } from './rig.ts';
import { ORGANISATION } from './site.ts';

const FITTERS = ['fitter-1', 'fitter-2', 'fitter-3', 'fitter-4'];
const BY: SendOptions['by'] = { kind: 'back-office', system: 'bench' };

/** case-7 through the product's own client. */
export function fullCase({ aftercare, temporal, sinks }: Rig): Player {
  return async (turn: Turn): Promise<CasePlayed> => {
    const { n, phone, email, tellLatency, slot } = turn;
    const timed = async <T>(work: () => Promise<T>): Promise<T> => {
      const startedMs = performance.now();
      const answer = await work();
      tellLatency(performance.now() - startedMs);
      return answer;
    };
    const options: SendOptions = { by: BY };
    const { caseId } = await timed(() => aftercare.openCase(ORGANISATION, opening(n, phone, email), options));
    const send = (type: CaseCommandType, body: object = {}) =>
      timed(() => aftercare.send(ORGANISATION, caseId, type, body, options));
    await send('AssignTechnician', { technicianId: FITTERS[n % FITTERS.length] });
    const { startMs, endMs } = slot(n % FITTERS.length);
    const [start, end] = [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
    await send('ProposeAppointment', { start, end, agreed: true });
    const smsInAll = await untilVisit(sinks, turn, startMs);
    await send('RecordArrival');
    await send('FileReport', {
      cause: 'wear',
      result: 'solved',
      priceAccepted: true,
      opinion: 'satisfied',
      note: 'A seal was worn and has been replaced.',
    });
    await send('RateService', { score: 5 });
    // On a machine that is too busy the question was left out, or the answer comes when nobody waits for it any more.
    if (await sinks.received(phone, smsInAll)) {
      await send('AnswerFollowUp', { day: LAST_FOLLOW_UP_DAY, answer: 'fine' }).catch(unlessTooLate);
    }
    const workflowId = caseWorkflowId(ORGANISATION, caseId);
    await untilEnded(temporal, workflowId);
    return { workflowId };
  };
}

export function opening(n: number, phone: string, email: string) {
  return {
    source: 'bench',
    reference: `bench-${n}`,
    channel: 'hotline',
    facts: {
      'customer-name': 'Cora Customer',
      phone,
      email,
      address: '12 Harbour Road',
      region: 'all',
      'product-model': 'pump',
      'purchase-date': '2026-01-20',
      'fault-description': 'It hums, but no water comes out of it.',
    },
  };
}

function unlessTooLate(error: unknown): void {
  const late = ['case-closed', 'unknown-follow-up'];
  if (!(error instanceof RefusedError) || !late.includes(error.refusals[0].code)) throw error;
}
