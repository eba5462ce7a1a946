import type { z } from 'zod';
import { block, id, listOf, text, word } from './schema-values.ts';
import {
  CASE_KINDS,
  FAULT_CAUSES,
  FINDINGS,
  GRADES,
  INTAKE_CHANNELS,
  REPORT_RESULTS,
  STANDINGS,
  TIERS,
  URGENCIES,
  WAYS,
} from './vocabulary.ts';

/** Which cases a row is for. */
export const kind = word(CASE_KINDS, 'kind of case');
export const filter = block({
  kinds: listOf(kind).optional(),
  grades: listOf(word(GRADES, 'grade')).optional(),
  urgencies: listOf(word(URGENCIES, 'urgency')).optional(),
  tiers: listOf(word(TIERS, 'tier')).optional(),
  ways: listOf(word(WAYS, 'way')).optional(),
  channels: listOf(word(INTAKE_CHANNELS, 'channel of intake')).optional(),
  products: listOf(text).optional(),
  standings: listOf(word(STANDINGS, 'warranty standing')).optional(),
  causes: listOf(word(FAULT_CAUSES, 'cause of a fault')).optional(),
  results: listOf(word(REPORT_RESULTS, 'result of a report')).optional(),
  findings: listOf(word(FINDINGS, 'finding of a report')).optional(),
  faults: listOf(id).optional(),
  marks: listOf(id).optional(),
});
export const when = filter.default({});

export type SourceFilter = z.output<typeof filter>;
