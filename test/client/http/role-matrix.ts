import type { ApiRole } from '../../../domain/access/roles.ts';

const ALL = 'back-office desk lead head technician auditor administrator';
const LINES = 'back-office desk lead head technician administrator';
const OVERSEE = 'back-office desk lead head auditor administrator';
const STEER = 'desk lead head administrator';
const ON_SITE = 'desk lead head technician administrator';
const CONTACTS = 'back-office desk lead head administrator';
const INTAKE = 'back-office desk lead administrator';

/** Who may ask for each route: written down beside the code, so that nobody is let in unseen. */
const TABLE: Readonly<Record<string, string>> = {
  openCase: INTAKE,
  listCases: ALL,
  showCase: ALL,
  showTimeline: ALL,
  showPersonal: LINES,
  listAttachments: LINES,
  readAttachment: LINES,
  provideFacts: LINES,
  recordRemoteHelp: ON_SITE,
  classifyCase: STEER,
  reclassifyCase: STEER,
  recordContact: LINES,
  handOffCase: STEER,
  assignTechnician: STEER,
  proposeAppointment: ON_SITE,
  confirmAppointment: LINES,
  rescheduleAppointment: ON_SITE,
  recordArrival: ON_SITE,
  recordDeparture: ON_SITE,
  recordNoShow: ON_SITE,
  reinforceCrew: STEER,
  recordIncident: STEER,
  fileReport: ON_SITE,
  signReport: ON_SITE,
  rateService: INTAKE,
  answerFollowUp: INTAKE,
  openItem: LINES,
  advanceItem: LINES,
  answerOccasion: INTAKE,
  recordPurchase: INTAKE,
  recordConsent: INTAKE,
  holdCase: ON_SITE,
  resumeCase: ON_SITE,
  acknowledgeEscalation: ON_SITE,
  closeCase: STEER,
  listMessages: OVERSEE,
  listCustomers: CONTACTS,
  showCustomer: CONTACTS,
  putCustomer: INTAKE,
  eraseCustomer: INTAKE,
  listUnits: CONTACTS,
  showUnit: CONTACTS,
  putUnit: INTAKE,
  eraseUnit: INTAKE,
  listTechnicians: OVERSEE,
  showTechnician: OVERSEE,
  putTechnician: 'administrator',
  listAppointments: ALL,
  listReplies: OVERSEE,
  showReply: STEER,
  assignReply: STEER,
  dismissReply: STEER,
  listPolicies: OVERSEE,
  showPolicy: OVERSEE,
  addEndpoint: 'administrator',
  listEndpoints: 'administrator',
  showEndpoint: 'administrator',
  enableEndpoint: 'administrator',
  disableEndpoint: 'administrator',
  rotateEndpoint: 'administrator',
  removeEndpoint: 'administrator',
  reportEvent: INTAKE,
  importCustomers: INTAKE,
  importUnits: INTAKE,
  importTechnicians: 'administrator',
  importPrices: 'administrator',
  showReport: 'lead head auditor administrator',
};

export const MATRIX: Readonly<Record<string, readonly ApiRole[]>> = Object.fromEntries(
  Object.entries(TABLE).map(([operation, roles]) => [operation, roles.split(' ') as ApiRole[]]),
);
