/** What is wrong with a policy: it is refused. Each code has a line in docs/reference/policy.md. */
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
  'unknown-feast',
  'unknown-fault',
  'unknown-mark',
  'unknown-result',
  'filter-empty',
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
  'clock-agreed',
  'limit-zero',
  'limit-unreachable',
  'limit-too-short',
  'warning-percent',
  'ladder-order',
  'unknown-item',
  'unknown-step',
  'item-value',
  'item-opens',
  'item-blocks',
  'item-bands',
  'item-cycle',
  'care-plan',
  'care-occasion',
  'remedy-rule',
  'visit-rules',
  'nobody-holds-role',
  'nobody-to-assign',
  'person-unreachable',
  'notice-hours',
  'notice-channels',
  'notice-recipient',
  'alarm-unheard',
  'notice-attach',
  'receipt-occasion',
  'template-missing',
  'template-unused',
  'template-incomplete',
  'template-unknown-value',
  'wait-too-long',
  'chase-times',
  'follow-up-days',
  'callback-scale',
  'callback-rounds',
  'callback-plan',
  'appointment-times',
  'money-digits',
  'cost-missing',
  'sort-rule',
  'mark-empty',
  'effective-back',
  'unknown-clock',
  'report-empty',
  'report-recipient',
  'report-target',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** What is doubtful in a policy: it is shown, and the policy may run. Each code has a line in docs/reference/policy.md. */
export const WARNING_CODES = [
  'holidays-missing',
  'days-are-hours',
  'follow-up-late',
  'stage-idle',
  'notice-never-due',
  'alarm-unreachable',
  'template-may-be-empty',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];
export type FindingCode = FaultCode | WarningCode;

export type FaultPath = readonly (string | number)[];

/** What a check found, with a path into the file as it was written; `file` is set when it is not the policy file. */
export interface Finding {
  readonly code: FindingCode;
  /** What is wrong and what to write instead. */
  readonly message: string;
  readonly path: FaultPath;
  readonly file?: string;
  readonly line?: number;
}

export type Severity = 'fault' | 'warning';

/** A finding in its place. Lines and columns count from 1; null where a file is missing altogether. */
export interface PolicyFinding {
  readonly severity: Severity;
  readonly code: FindingCode;
  readonly message: string;
  readonly path: FaultPath;
  /** Relative to the policy's folder. */
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

export function severityOf(code: FindingCode): Severity {
  return (WARNING_CODES as readonly FindingCode[]).includes(code) ? 'warning' : 'fault';
}

/**
 * `fault    policies/acme/policy.yaml:12:5  unknown-role  …`: a place that editors and terminals turn into a link.
 * `folder` is the policy's, as it was typed.
 */
export function formatFinding({ severity, file, line, column, code, message }: PolicyFinding, folder = '.'): string {
  const base = folder.replace(/\/+$/, '');
  const path = base === '.' ? file : `${base}/${file}`.replace(/[^/]+\/\.\.\//, '');
  const place = [path, line, column].filter((part) => part !== null).join(':');
  return `${severity.padEnd('warning'.length)}  ${place}  ${code}  ${message}`;
}
