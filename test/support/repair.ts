import type { Actor, CommandBodies } from '../../domain/case/commands.ts';
import type { Facts } from '../../domain/case/facts.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { PLAN_STAGES, type PlanStage, type StageName } from '../../domain/policy/vocabulary.ts';
import type { World } from '../../domain/rehearsal/virtual-case.ts';
import { DAY_MS, HOUR_MS } from '../../domain/shared/time.ts';
import { CoreCase } from './core-case.ts';
import { loadPolicy } from './policies.ts';

export const DEVICE_MAKER = await loadPolicy('device-maker');
export const DESK: Actor = { kind: 'staff', personId: 'desk-1' };
export const LEAD: Actor = { kind: 'staff', personId: 'lead-south' };

/** An instant on the device maker's wall clock, such as `03-09 14:00`; 2026-03-09 is a Monday without holidays near. */
export function at(local: string): number {
  const ms = Date.parse(`2026-${local.replace(' ', 'T')}:00+08:00`);
  if (Number.isNaN(ms)) throw new RangeError(`not a time: ${local}`);
  return ms;
}

export const FACTS: Facts = {
  'customer-name': { vaultId: 'v_name' },
  phone: { vaultId: 'v_phone' },
  address: { vaultId: 'v_address' },
  'fault-description': { vaultId: 'v_fault' },
  region: { value: 'south' },
  'product-model': { value: 'LK-200' },
  'purchase-date': { value: '2025-11-20' },
};

export interface Setting {
  readonly policy?: PolicyDocument;
  readonly world?: World;
  readonly startMs?: number;
  readonly facts?: Facts;
  readonly open?: Partial<CommandBodies['OpenCase']>;
  readonly classify?: Partial<CommandBodies['ClassifyCase']>;
}

/** A repair of the device maker (or of another policy like it) right after it entered `stage`; by default on a Monday at nine. */
export function repairAt(stage: StageName, setting: Setting = {}): CoreCase {
  const { policy = DEVICE_MAKER, world, startMs = at('03-09 09:00'), facts = FACTS } = setting;
  const repair = new CoreCase(policy, startMs, world);
  const incomplete = stage === 'intake' ? {} : facts;
  repair.send('OpenCase', { ...OPENING, facts: incomplete, ...setting.open });
  if (stage === 'closed') return repair.send('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK);
  while (repair.open().stage.name !== stage) {
    const { name } = repair.open().stage;
    if (
      stage === 'care' ||
      name === 'gate' ||
      name === 'closed' ||
      PLAN_STAGES.indexOf(name) > (PLAN_STAGES as readonly StageName[]).indexOf(stage)
    ) {
      throw new Error(`the case is in ${name} and never came through ${stage}`);
    }
    WAY_OUT[name](repair, setting);
  }
  return repair;
}

export const OPENING: CommandBodies['OpenCase'] = {
  source: 'desk',
  channel: 'hotline',
  kind: 'repair',
  urgency: 'normal',
  tier: 'standard',
  locale: null,
  facts: {},
};

/** What brings a case out of each stage and on along its plan. */
const WAY_OUT: Record<PlanStage, (repair: CoreCase, setting: Setting) => void> = {
  intake: (repair) => repair.send('ProvideFacts', { facts: FACTS }, DESK),
  'remote-help': (repair) => repair.send('RecordRemoteHelp', { outcome: 'not-enough', noteId: null }, DESK),
  classify: (repair, { classify }) =>
    repair.send('ClassifyCase', { kind: null, grade: 'general', urgency: null, damage: 'none', ...classify }, DESK),
  'hand-off': (repair) => repair.send('HandOffCase', { leadId: null }, DESK),
  assign: (repair) => repair.send('AssignTechnician', { technicianId: null }, LEAD),
  appointment: (repair) => {
    propose(repair, repair.nowMs + 2 * DAY_MS + HOUR_MS);
    repair.send('ConfirmAppointment', { revision: null });
  },
  visit: (repair) => repair.until(repair.open().appointment!.startMs).send('RecordArrival', {}),
  report: (repair) => {
    file(repair);
    repair.send('SignReport', { opinion: 'satisfied', noteId: null });
  },
  callback: (repair) => {
    askCallback(repair);
    repair.send('RateService', { score: repair.context().policy.callback.scale.highest, noteId: null });
  },
  'follow-up': () => undefined,
  care: () => undefined,
};

/** Proposes an hour from `startMs` on. */
export function propose(repair: CoreCase, startMs: number): CoreCase {
  return repair.send('ProposeAppointment', { startMs, endMs: startMs + HOUR_MS }, LEAD);
}

/** Files an empty report of a solved fault. */
export function file(repair: CoreCase, report: Partial<CommandBodies['FileReport']> = {}): CoreCase {
  const plain: CommandBodies['FileReport'] = {
    cause: 'wear',
    parts: [],
    labour: [],
    result: 'solved',
    priceAccepted: true,
    noteId: null,
  };
  return repair.send('FileReport', { ...plain, ...report }, LEAD);
}

/** Lets time pass until the customer is asked for a score for the first time. */
export function askCallback(repair: CoreCase): CoreCase {
  while (repair.view().nextStep?.what === 'ask-callback') repair.until(repair.due()!.atMs);
  return repair;
}
