import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { BareAnswer, BareCommand, BareInput, BareStep } from './bare-case.ts';
import { type CasePlayed, type Player, type Turn, untilEnded, untilVisit } from './player.ts';
import type { Rig } from './rig.ts';

/** The bare workflow with the inputs of case-7 at the same moments. */
export function bareCase({ temporal, sinks, site: { taskQueue } }: Rig): Player {
  return async (turn: Turn): Promise<CasePlayed> => {
    const { n, phone, email, dayLastsMs, tellLatency, slot } = turn;
    const workflowId = `bare:${n}`;
    const input: BareInput = { caseId: `B-${n}`, phone, email, dayLastsMs };
    const command = (type: BareStep, more: Partial<BareCommand> = {}): BareCommand => ({
      id: randomUUID(),
      type,
      ...more,
    });
    const timed = async (work: () => Promise<BareAnswer>): Promise<void> => {
      const startedMs = performance.now();
      await work();
      tellLatency(performance.now() - startedMs);
    };
    const opening = command('OpenCase');
    await timed(() =>
      temporal.workflow.executeUpdateWithStart<() => Promise<void>, BareAnswer, [BareCommand]>('bareOpenCase', {
        updateId: opening.id,
        args: [opening],
        startWorkflowOperation: new WithStartWorkflowOperation('bareCase', {
          workflowId,
          taskQueue,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      }),
    );
    const handle = temporal.workflow.getHandle(workflowId);
    const send = (sent: BareCommand) =>
      timed(() =>
        handle.executeUpdate<BareAnswer, [BareCommand]>(`bare${sent.type}`, { updateId: sent.id, args: [sent] }),
      );
    await send(command('AssignTechnician'));
    const { startMs } = slot(n % 4);
    await send(command('ProposeAppointment', { startMs }));
    const smsInAll = await untilVisit(sinks, turn, startMs);
    await send(command('RecordArrival'));
    await send(command('FileReport'));
    await send(command('RateService'));
    await sinks.received(phone, smsInAll);
    await send(command('AnswerFollowUp'));
    await untilEnded(temporal, workflowId);
    return { workflowId };
  };
}
