/** What can be wrong with a policy. Each code has a line in docs/reference/policy.md. */
export const FAULT_CODES = [
  'no-policy-file',
  'unknown-file',
  'yaml-syntax',
  'duplicate-id',
  'unknown-key',
  'missing',
  'bad-value',
  'unknown-zone',
  'unknown-locale',
  'unknown-calendar',
  'unknown-holidays',
  'unknown-role',
  'unknown-ladder',
  'unknown-region',
  'unknown-product',
  'unknown-kind',
  'reserved-name',
  'missing-locale',
  'missing-word',
  'overlapping-hours',
  'duplicate-day',
  'calendar-never-opens',
  'plan-order',
  'plan-incomplete',
  'clock-backwards',
  'clock-never-starts',
  'clock-never-ends',
  'limit-zero',
  'limit-unreachable',
  'warning-percent',
  'ladder-order',
  'nobody-holds-role',
  'nobody-to-assign',
  'person-unreachable',
  'notice-hours',
  'notice-channels',
  'notice-recipient',
  'alarm-unheard',
  'template-missing',
  'template-unused',
  'template-incomplete',
  'template-unknown-value',
  'follow-up-days',
  'callback-scale',
  'callback-plan',
  'appointment-times',
  'money-digits',
  'effective-back',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export type FaultPath = readonly (string | number)[];

/** What a check found, with a path into the file as it was written; `file` is set when it is not the policy file. */
export interface Finding {
  readonly code: FaultCode;
  /** What is wrong and what to write instead. */
  readonly message: string;
  readonly path: FaultPath;
  readonly file?: string;
  readonly line?: number;
}

/** A finding in its place. Lines and columns count from 1; null where a file is missing altogether. */
export interface PolicyFault {
  readonly code: FaultCode;
  readonly message: string;
  readonly path: FaultPath;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** `policy.yaml:12:5  unknown-role  …`, the form that editors and terminals turn into a link. */
export function formatFault({ file, line, column, code, message }: PolicyFault): string {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  return `${place}  ${code}  ${message}`;
}
