import type { CommandType } from '../case/commands.ts';

/** As whom a key or a token speaks to the API. A policy's own roles are another thing: they say who answers for a case. */
export const API_ROLES = ['back-office', 'desk', 'lead', 'head', 'technician', 'auditor', 'administrator'] as const;
export type ApiRole = (typeof API_ROLES)[number];

/** Speaks as a person of the policy; the others may, and speak as a system when they name nobody. */
export const PERSONAL_ROLES: readonly ApiRole[] = ['technician'];

const INTAKE = ['back-office', 'desk', 'lead', 'administrator'] as const;
const STEERING = ['desk', 'lead', 'head', 'administrator'] as const;
const ON_SITE = ['desk', 'lead', 'head', 'technician', 'administrator'] as const;
const LINES = ['back-office', 'desk', 'lead', 'head', 'technician', 'administrator'] as const;

/** Who reads what a case is about. */
export const READERS: readonly ApiRole[] = API_ROLES;
/** Who reads names, addresses and texts. An auditor judges what was done, not whom it was done for. */
export const CONTACT_READERS: readonly ApiRole[] = [
  'back-office',
  'desk',
  'lead',
  'head',
  'technician',
  'administrator',
];
/** Who sees the whole organisation. */
export const OVERSEERS: readonly ApiRole[] = API_ROLES.filter((role) => role !== 'technician');
/** Who reads what customers send, and deals with it. */
export const CORRESPONDENTS: readonly ApiRole[] = STEERING;
/** Who keeps the registers of customers and units. */
export const REGISTRARS: readonly ApiRole[] = INTAKE;
/** Who decides what the organisation promises and who may reach it. */
export const ADMINISTRATORS: readonly ApiRole[] = ['administrator'];

/** Who may give a case which command. */
export const COMMAND_ROLES: Readonly<Record<CommandType, readonly ApiRole[]>> = {
  OpenCase: INTAKE,
  ProvideFacts: LINES,
  RecordRemoteHelp: ON_SITE,
  ClassifyCase: STEERING,
  ReclassifyCase: STEERING,
  RecordContact: LINES,
  HandOffCase: STEERING,
  AssignTechnician: STEERING,
  ProposeAppointment: ON_SITE,
  ConfirmAppointment: LINES,
  RescheduleAppointment: ON_SITE,
  RecordArrival: ON_SITE,
  RecordDeparture: ON_SITE,
  RecordNoShow: ON_SITE,
  ReinforceCrew: STEERING,
  RecordIncident: STEERING,
  FileReport: ON_SITE,
  SignReport: ON_SITE,
  RateService: INTAKE,
  AnswerFollowUp: INTAKE,
  OpenItem: LINES,
  AdvanceItem: LINES,
  AnswerOccasion: INTAKE,
  RecordPurchase: INTAKE,
  RecordConsent: INTAKE,
  HoldCase: ON_SITE,
  ResumeCase: ON_SITE,
  AcknowledgeEscalation: ON_SITE,
  CloseCase: STEERING,
};
