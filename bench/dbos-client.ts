import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { BareCommand, BareInput, BareStep } from './bare-case.ts';
import { type Player, untilVisit } from './player.ts';
import type { Rig } from './rig.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** case-7 against the DBOS process, at the same moments as the other players. */
export function dbosCase({ sinks }: Rig, url: string): Player {
  return async (turn) => {
    const { n, phone, email, dayLastsMs, tellLatency, slot } = turn;
    const workflowId = `dbos:${n}`;
    const input: BareInput = { caseId: `D-${n}`, phone, email, dayLastsMs };
    const post = (what: string, body: unknown) => answerOf(`${url}/cases/${workflowId}/${what}`, body);
    const timed = async (what: BareStep, body: unknown): Promise<void> => {
      const startedMs = performance.now();
      await post(what, body);
      tellLatency(performance.now() - startedMs);
    };
    const send = (type: BareStep, more: Partial<BareCommand> = {}) => timed(type, { id: randomUUID(), type, ...more });
    await timed('OpenCase', input);
    await send('AssignTechnician');
    const { startMs } = slot(n % 4);
    await send('ProposeAppointment', { startMs });
    const smsInAll = await untilVisit(sinks, turn, startMs);
    await send('RecordArrival');
    await send('FileReport');
    await send('RateService');
    await sinks.received(phone, smsInAll);
    await send('AnswerFollowUp');
    await post('end', {});
    return { workflowId };
  };
}

function answerOf(url: string, body: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent }, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${answer.statusCode}`));
      });
    });
    sent.once('error', reject).end(JSON.stringify(body));
  });
}
