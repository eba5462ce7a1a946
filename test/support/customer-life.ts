import { commitBatch } from '../../database/journal.ts';
import { linkToken } from '../../database/links.ts';
import type { Actor } from '../../domain/case/commands.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { LinkPurpose } from '../../domain/link/claim.ts';
import { linkTo } from '../../domain/link/offered.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { DAY_MS, HOUR_MS } from '../../domain/shared/time.ts';
import { NOW_MS, OURS, type TestApi } from './api.ts';
import { loadPolicy } from './policies.ts';
import { CUSTOMER, DESK, FACTS, LEAD, request, TECHNICIAN } from './requests.ts';

/** The device maker with customers who read Swedish as well; its words are the English ones. */
export async function inThreeLanguages(): Promise<PolicyDocument> {
  const document = await loadPolicy('device-maker');
  const too = <T>(localised: Readonly<Record<string, T>>) => ({ ...localised, sv: localised.en! });
  return {
    ...document,
    organisation: too(document.organisation),
    words: too(document.words),
    templates: too(document.templates),
    pinned: { ...document.pinned, locales: [...document.pinned.locales, 'sv'] },
  };
}

/** Thursday 12 March 2026, 14:00 to 16:00 in Shanghai. */
export const VISIT = { start: NOW_MS + 3 * DAY_MS + 5 * HOUR_MS, end: NOW_MS + 3 * DAY_MS + 7 * HOUR_MS };

let references = 0;

/** A customer's case, steered by commands, with its journal written where the pages look. */
export class CustomerLife {
  readonly caseId: string;
  private readonly api: TestApi;

  static async begin(api: TestApi, locale: string, facts: object = FACTS, over: object = {}): Promise<CustomerLife> {
    const body = request(`life-${++references}`, facts, { locale, ...over });
    const { caseId } = await api.deps.aftercare.openCase(OURS, body, { by: DESK });
    return new CustomerLife(api, caseId);
  }

  private constructor(api: TestApi, caseId: string) {
    this.api = api;
    this.caseId = caseId;
  }

  private get core() {
    return this.api.gateway.caseOf({ organisationId: OURS, caseId: this.caseId });
  }

  view(): CaseView {
    return { ...this.core.view(), organisationId: OURS, caseId: this.caseId };
  }

  async send(type: Parameters<TestApi['deps']['aftercare']['send']>[2], body: object, by: Actor = DESK): Promise<this> {
    await this.api.deps.aftercare.send(OURS, this.caseId, type, body, { by });
    return this;
  }

  until(atMs: number): this {
    this.core.until(atMs);
    return this;
  }

  async journal(): Promise<this> {
    const { events } = this.core;
    const { receipts } = this.core.open();
    const identity = { organisationId: OURS, caseId: this.caseId };
    await commitBatch(this.api.database.pool, {
      ...identity,
      events,
      view: this.view(),
      messages: [],
      receipts,
      vaultIds: [],
    });
    return this;
  }

  /** As a message would hold it, of this moment unless told. */
  async token(purpose: LinkPurpose, subject: string, atMs = NOW_MS): Promise<string> {
    const organisation = (await this.api.deps.store.findOrganisation(OURS))!;
    return linkToken(organisation, linkTo({ organisationId: OURS, caseId: this.caseId }, purpose, subject, atMs));
  }

  async handedOff(): Promise<this> {
    await this.send('RecordRemoteHelp', { outcome: 'not-enough' });
    await this.send('ClassifyCase', { grade: 'general' });
    return this.send('HandOffCase', {});
  }

  async proposed(): Promise<this> {
    await this.handedOff();
    await this.send('AssignTechnician', { technicianId: 'tech-1' }, LEAD);
    return this.send('ProposeAppointment', VISIT, TECHNICIAN);
  }

  async reported(): Promise<this> {
    await this.proposed();
    await this.send('ConfirmAppointment', {}, CUSTOMER);
    this.until(VISIT.start);
    await this.send('RecordArrival', {}, TECHNICIAN);
    const work = { parts: [{ code: 'power-board', quantity: 1 }], labour: [{ code: 'repair', quantity: 1 }] };
    await this.send(
      'FileReport',
      { cause: 'supplier-part', ...work, result: 'solved', note: 'New board fitted.' },
      TECHNICIAN,
    );
    return this.journal();
  }

  async asked(): Promise<this> {
    await this.reported();
    await this.send('SignReport', { opinion: 'satisfied' }, CUSTOMER);
    return this.until(VISIT.start + 2 * DAY_MS).journal();
  }
}

/** A device sent in to the works, out of warranty, with a price for its repair. */
export async function quoted(api: TestApi, locale: string): Promise<CustomerLife> {
  const old = { ...FACTS, 'product-model': 'IV-3000', 'purchase-date': '2021-05-06' };
  const life = await CustomerLife.begin(api, locale, old, { kind: 'return' });
  await life.handedOff();
  await life.send('AdvanceItem', { item: 'depot', step: 'sent', reference: 'EX-1' }, CUSTOMER);
  await life.send('AdvanceItem', { item: 'depot', step: 'received' });
  await life.send('AdvanceItem', { item: 'depot', step: 'diagnosed', cause: 'wear' });
  const parts = [{ code: 'power-board', quantity: 1 }];
  await life.send('AdvanceItem', { item: 'quotation', step: 'sent', parts, labour: [{ code: 'repair', quantity: 1 }] });
  return life.journal();
}
