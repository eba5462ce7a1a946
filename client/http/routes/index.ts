import type { RouteSpec } from '../route.ts';
import { CASE_ROUTES } from './cases.ts';
import { COMMAND_ROUTES } from './commands.ts';
import { INBOX_ROUTES } from './inbox.ts';
import { INWARD_EVENT_ROUTES } from './inward-events.ts';
import { MESSAGE_ROUTES } from './messages.ts';
import { POLICY_ROUTES } from './policies.ts';
import { REPORT_ROUTES } from './reports.ts';

/** Everything that a key may ask for, in the order of the reading page. */
export const ROUTES: readonly RouteSpec[] = [
  ...CASE_ROUTES,
  ...COMMAND_ROUTES,
  ...MESSAGE_ROUTES,
  ...INBOX_ROUTES,
  ...POLICY_ROUTES,
  ...REPORT_ROUTES,
  ...INWARD_EVENT_ROUTES,
];
