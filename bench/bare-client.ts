import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { BareAnswer, BareCommand, BareInput, BareStep } from './bare-case.ts';
import { type CasePlayed, type Player, SMS_A_CASE, SMS_BEFORE_ARRIVAL, type Turn, untilEnded } from './player.ts';
import type { Rig } from './rig.ts';

/** The bare workflow with the inputs of case-7 at the same moments. */
export function bareCase({ temporal, sinks, site: { taskQueue } }: Rig): Player {
  return async ({ n, phone, email, dayLastsMs, tellLatency, slot }: Turn): Promise<CasePlayed> => {
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
    await send(command('ProposeAppointment', { startMs: slot(n % 4).startMs }));
    await sinks.received(phone, SMS_BEFORE_ARRIVAL);
    await send(command('RecordArrival'));
    await send(command('FileReport'));
    await send(command('RateService'));
    await sinks.received(phone, SMS_A_CASE);
    await send(command('AnswerFollowUp'));
    await untilEnded(temporal, workflowId);
    return { workflowId };
  };
}
