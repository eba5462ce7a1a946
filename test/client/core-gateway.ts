import { ApplicationFailure, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Gateway, Standing } from '../../client/gateway.ts';
import type { ScheduledReport } from '../../client/report-gateway.ts';
import type { Command } from '../../domain/case/commands.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Answer } from '../../workflows/messages.ts';
import { CoreCase } from '../support/core-case.ts';

interface Identity {
  readonly organisationId: string;
  readonly caseId: string;
}

/** The engine reduced to its rules: real decisions, answers by update id, and faults that a test puts in its way. */
export class CoreGateway implements Gateway {
  /** Thrown by the next calls, in this order, before anything is done. */
  readonly faults: unknown[] = [];
  readonly commands: Command[] = [];
  standings: Standing = 'none';
  most = 0;
  private running = 0;
  private readonly cases = new Map<string, CoreCase>();
  private readonly answers = new Map<string, Answer>();
  private readonly policy: PolicyDocument;
  private readonly nowMs: number;

  constructor(policy: PolicyDocument, nowMs: number) {
    this.policy = policy;
    this.nowMs = nowMs;
  }

  open: Gateway['open'] = async ({ organisationId, caseId }, command) => {
    const name = `${organisationId}/${caseId}`;
    if (!this.cases.has(name)) this.cases.set(name, new CoreCase(this.policy, this.nowMs));
    return this.update({ organisationId, caseId }, command);
  };

  send: Gateway['send'] = (organisationId, caseId, command) => this.update({ organisationId, caseId }, command);

  live: Gateway['live'] = async (organisationId, caseId) => {
    const identity = { organisationId, caseId };
    return { view: { ...this.caseOf(identity).view(), ...identity }, inFlight: [], uncommittedEvents: 0 };
  };

  standing: Gateway['standing'] = async () => this.standings;

  /** Schedules that were asked for and not taken away again, by name. */
  readonly scheduled = new Map<string, ScheduledReport>();
  readonly reports: Gateway['reports'] = {
    schedule: async (_organisationId, report) => void this.scheduled.set(report.name, report),
    unschedule: async (_organisationId, name) => void this.scheduled.delete(name),
    run: async () => ({}),
  };

  /** As continue-as-new does: the server no longer knows which update ids it answered. */
  forgetUpdateIds(): void {
    this.answers.clear();
  }

  private async update(identity: Identity, command: Command): Promise<Answer> {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    try {
      await new Promise((resolve) => setImmediate(resolve));
      this.commands.push(command);
      const fault = this.faults.shift();
      if (fault !== undefined) throw fault;
      return this.answerTo(identity, command);
    } finally {
      this.running -= 1;
    }
  }

  /** The case itself, for tests that let time pass in it. */
  caseOf({ organisationId, caseId }: Identity): CoreCase {
    const one = this.cases.get(`${organisationId}/${caseId}`);
    if (!one) throw new WorkflowNotFoundError('not found', caseId, undefined);
    return one;
  }

  private answerTo(identity: Identity, command: Command): Answer {
    const name = `${identity.organisationId}/${identity.caseId}/${command.id}`;
    const known = this.answers.get(name);
    if (known) return known;
    const one = this.caseOf(identity);
    const { type, id, by, fingerprint, effectiveAtMs, ...body } = command;
    const why = one.try(type, body as never, by, {
      id,
      fingerprint,
      ...(effectiveAtMs === null ? {} : { effectiveAtMs }),
    });
    if (why !== null) {
      const cause = ApplicationFailure.create({ type: 'Refusal', message: why.code, details: [why] });
      throw new WorkflowUpdateFailedError('Workflow Update failed', cause);
    }
    const receipt = one.open().receipts.find(({ commandId }) => commandId === id) ?? one.open().receipts.at(-1)!;
    const answer = { receipt, view: { ...one.view(), ...identity } };
    this.answers.set(name, answer);
    return answer;
  }
}
