/** What a back office in TypeScript or JavaScript imports as `aftercare/client`; it needs nothing but `fetch`. */
export { type Aftercare, type CommandOptions, connect, type EventReport, type ListFilter } from './connect.ts';
export { AftercareProblem, type ProblemEntry } from './problem.ts';
export type { Settings } from './request.ts';
export type {
  AcceptedCommand,
  CaseBodies,
  CaseEvent,
  CasePage,
  CaseView,
  CommandBody,
  CommandName,
  PutEntry,
  RegisterBodies,
  ReportedEvent,
} from './types.ts';
