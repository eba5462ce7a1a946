import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { CommandType } from '../domain/case/commands.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import { type Attachments, createAttachments } from './attachments.ts';
import { createDays, type Days } from './day.ts';
import { createEndpoints, type Endpoints } from './endpoints.ts';
import { createGateway } from './gateway.ts';
import { createMailIn, type MailIn } from './inbound/receive-mail.ts';
import { createReplies, type Replies } from './inbound/replies.ts';
import { createInward, type Inward } from './inward/take-event.ts';
import { createKeys, type Keys } from './keys.ts';
import { createKnowledge, type Knowledge } from './knowledge.ts';
import { createLanes } from './lanes.ts';
import { createLinks, type Links } from './links.ts';
import { createMailSecrets, type MailSecrets } from './mail-secrets.ts';
import { openCase, type Start } from './open.ts';
import { createOrganisations } from './organisations.ts';
import { createOutward, type Outward } from './outward.ts';
import { createReadings, type Readings } from './readings.ts';
import { createImports, type Imports } from './registers/imports.ts';
import { createRegisters, type Registers } from './registers/registers.ts';
import { createTechnicians, type Technicians } from './registers/technicians.ts';
import { createReports, type Reports, scheduleReports } from './reports.ts';
import { patience } from './retry.ts';
import { type Accepted, type Parts, type SendOptions, sendCommand } from './send.ts';
import { createStore } from './store.ts';

export type CaseCommandType = Exclude<CommandType, 'OpenCase'>;

type Send = (organisationId: OrganisationId, caseId: CaseId, body: unknown, options: SendOptions) => Promise<Accepted>;

/** What people and machines do to cases and read of them. Every method throws as `sendCommand` does. */
export interface Aftercare
  extends Readings,
    Attachments,
    Days,
    Endpoints,
    Imports,
    Inward,
    Keys,
    Knowledge,
    Links,
    MailIn,
    MailSecrets,
    Outward,
    Registers,
    Replies,
    Reports,
    Technicians {
  openCase(organisationId: OrganisationId, body: unknown, options: SendOptions): Promise<Accepted>;
  send(
    organisationId: OrganisationId,
    caseId: CaseId,
    type: CaseCommandType,
    body: unknown,
    options: SendOptions,
  ): Promise<Accepted>;
  /**
   * Keeps a policy version and makes it the one that new cases are opened under. With a name the organisation is made,
   * or renamed; without one an organisation that does not exist is refused. Its reports are scheduled from then on.
   */
  applyPolicy(organisationId: OrganisationId, document: PolicyDocument, name: string | null): Promise<void>;

  provideFacts: Send;
  recordRemoteHelp: Send;
  classify: Send;
  reclassify: Send;
  recordContact: Send;
  handOff: Send;
  assignTechnician: Send;
  proposeAppointment: Send;
  confirmAppointment: Send;
  rescheduleAppointment: Send;
  recordDeparture: Send;
  recordArrival: Send;
  recordNoShow: Send;
  reinforceCrew: Send;
  recordIncident: Send;
  fileReport: Send;
  signReport: Send;
  rateService: Send;
  answerFollowUp: Send;
  openItem: Send;
  advanceItem: Send;
  answerOccasion: Send;
  recordPurchase: Send;
  recordConsent: Send;
  hold: Send;
  resume: Send;
  acknowledgeEscalation: Send;
  close: Send;
}

export interface AftercareOptions {
  readonly temporal: Client;
  readonly pool: pg.Pool;
  /** Where the workers of cases listen. */
  readonly taskQueue: string;
  /** Kept by every case that is opened; 0 but in rehearsals and demos. */
  readonly clockOffsetMs?: number;
  /** After so many commands a run continues as new; few in tests only. */
  readonly commandsPerRun?: number;
}

/** From the first attempt to the last, time in the queue included. */
const ANSWER_WITHIN_MS = 30_000;

export function createAftercare(options: AftercareOptions): Aftercare {
  return aftercareOf(createParts(options), startOf(options));
}

/** What the client of a real system stands on. */
export function createParts({ temporal, pool, taskQueue }: AftercareOptions): Parts {
  const store = createStore(pool);
  return {
    store,
    gateway: createGateway(temporal, taskQueue),
    organisations: createOrganisations(store),
    lanes: createLanes(),
    newCommandId: randomUUID,
    patience: () => patience(ANSWER_WITHIN_MS),
  };
}

/** On the wall's clock, moved by the offset that is given. */
export function startOf({
  clockOffsetMs = 0,
  commandsPerRun,
}: Pick<AftercareOptions, 'clockOffsetMs' | 'commandsPerRun'>): Start {
  const start = { nowMs: Date.now, offsetMs: clockOffsetMs };
  return commandsPerRun === undefined ? start : { ...start, commandsPerRun };
}

/** The client over parts that are given; tests give some of their own. */
export function aftercareOf(parts: Parts, start: Start): Aftercare {
  const command =
    (type: CaseCommandType): Send =>
    (organisationId, caseId, body, options) =>
      sendCommand(parts, organisationId, caseId, type, body, options);
  return {
    ...createReadings(parts),
    ...createReports(parts, start),
    ...createKnowledge(parts, start),
    ...createRegisters(parts),
    ...createTechnicians(parts, start),
    ...createImports(parts, start),
    ...createKeys(parts),
    ...createEndpoints(parts),
    ...createOutward(parts),
    ...createAttachments(parts),
    ...createDays(parts, start),
    ...createLinks(parts, start),
    ...createInward(parts, start),
    ...createReplies(parts, start),
    ...createMailIn(parts, start),
    ...createMailSecrets(parts),
    openCase: (organisationId, body, options) => openCase(parts, start, organisationId, body, options),
    send: (organisationId, caseId, type, body, options) => command(type)(organisationId, caseId, body, options),
    applyPolicy: async (organisationId, document, name) => {
      if (name !== null) await parts.store.putOrganisation({ id: organisationId, name });
      await parts.organisations.tenant(organisationId);
      // A schedule without its policy does nothing; a policy without its schedule would be silent.
      await scheduleReports(parts, start, organisationId, document);
      await parts.store.storePolicy(organisationId, document);
      await parts.store.activatePolicy(organisationId, document.version);
    },
    provideFacts: command('ProvideFacts'),
    recordRemoteHelp: command('RecordRemoteHelp'),
    classify: command('ClassifyCase'),
    reclassify: command('ReclassifyCase'),
    recordContact: command('RecordContact'),
    handOff: command('HandOffCase'),
    assignTechnician: command('AssignTechnician'),
    proposeAppointment: command('ProposeAppointment'),
    confirmAppointment: command('ConfirmAppointment'),
    rescheduleAppointment: command('RescheduleAppointment'),
    recordDeparture: command('RecordDeparture'),
    recordArrival: command('RecordArrival'),
    recordNoShow: command('RecordNoShow'),
    reinforceCrew: command('ReinforceCrew'),
    recordIncident: command('RecordIncident'),
    fileReport: command('FileReport'),
    signReport: command('SignReport'),
    rateService: command('RateService'),
    answerFollowUp: command('AnswerFollowUp'),
    openItem: command('OpenItem'),
    advanceItem: command('AdvanceItem'),
    answerOccasion: command('AnswerOccasion'),
    recordPurchase: command('RecordPurchase'),
    recordConsent: command('RecordConsent'),
    hold: command('HoldCase'),
    resume: command('ResumeCase'),
    acknowledgeEscalation: command('AcknowledgeEscalation'),
    close: command('CloseCase'),
  };
}
