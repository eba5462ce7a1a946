import { INTAKE_CHANNELS } from '../case/facts.ts';
import { FAULT_CAUSES } from '../policy/vocabulary.ts';
import { REPORT_SECTIONS, type ReportSection } from './plan.ts';
import { INDICATORS } from './sections/indicators.ts';

/** A channel and the fact of the same name have words of their own. */
export function channelWord(channel: string): string {
  return `by-${channel}`;
}

const CAUSES = FAULT_CAUSES.filter((cause) => cause !== 'no-fault-found');
const TALLY = ['volume', 'item', 'this-time', 'before'];

/** What the tables of a section say, besides kinds and clocks, which have words in every policy. */
const OF_SECTION = {
  calls: TALLY,
  enquiries: TALLY,
  requests: [...TALLY, 'closed', 'open', 'overdue', 'channels', 'channel', ...INTAKE_CHANNELS.map(channelWord)],
  indicators: [...INDICATORS, 'indicator', 'value', 'target', 'before', 'measured'],
  limits: ['limit', 'met', 'missed', 'share'],
  recurring: ['product', 'problem', 'month', 'quarter', 'year', ...CAUSES],
  catalogue: ['product', 'problem', 'cause', 'cases', 'at-once', 'remedies', ...CAUSES],
  technicians: ['person', 'visited', 'reports', 'score', 'dissatisfied', 'reopened', 'incidents'],
  certificates: ['person', 'certificate', 'valid-until', 'days-left'],
} as const satisfies Record<ReportSection, readonly string[]>;

/** Every word that reports of these names and sections need. */
export function reportWords(mailed: Readonly<Record<string, { readonly of: readonly ReportSection[] }>>): string[] {
  const sections = REPORT_SECTIONS.filter((section) => Object.values(mailed).some(({ of }) => of.includes(section)));
  const words = sections.flatMap((section) => [section, ...OF_SECTION[section]]);
  return [...new Set([...Object.keys(mailed), ...words, 'nothing', 'more'])];
}
