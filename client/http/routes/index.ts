import type { RouteSpec } from '../route.ts';
import { APPOINTMENT_ROUTES } from './appointments.ts';
import { ATTACHMENT_ROUTES } from './attachments.ts';

import { CASE_ROUTES } from './cases.ts';
import { COMMAND_ROUTES } from './commands.ts';
import { ENDPOINT_ROUTES } from './endpoints.ts';
import { IMPORT_ROUTES } from './imports.ts';
import { INBOX_ROUTES } from './inbox.ts';
import { INWARD_EVENT_ROUTES } from './inward-events.ts';
import { MESSAGE_ROUTES } from './messages.ts';
import { POLICY_ROUTES } from './policies.ts';
import { REGISTER_ROUTES } from './registers.ts';
import { REPORT_ROUTES } from './reports.ts';
import { TECHNICIAN_ROUTES } from './technicians.ts';

/** Everything that a key may ask for, in the order of the reading page. */
export const ROUTES: readonly RouteSpec[] = [
  ...CASE_ROUTES,
  ...ATTACHMENT_ROUTES,
  ...COMMAND_ROUTES,
  ...MESSAGE_ROUTES,
  ...REGISTER_ROUTES,
  ...TECHNICIAN_ROUTES,
  ...APPOINTMENT_ROUTES,
  ...INBOX_ROUTES,
  ...POLICY_ROUTES,
  ...REPORT_ROUTES,
  ...ENDPOINT_ROUTES,
  ...IMPORT_ROUTES,
  ...INWARD_EVENT_ROUTES,
];
