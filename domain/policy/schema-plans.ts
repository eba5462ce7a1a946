import { z } from 'zod';
import { IDLE } from './idle.ts';
import { filter, kind } from './schema-filter.ts';
import { block, duration, id, listOf, positive, section, someOf, word } from './schema-values.ts';
import { CASE_KINDS, FACT_NAMES, type FactName, PLAN_STAGES, WAYS } from './vocabulary.ts';

const stage = word(PLAN_STAGES, 'stage');
/** A stage for every case, or for those that a filter fits when the case comes to it. */
const planStep = z.union([stage, block({ stage, when: filter })]);

/** What each kind of case goes through, and how it gets there. */
export const planKeys = {
  kinds: someOf(
    CASE_KINDS,
    block({
      plan: z.array(planStep).min(1, 'write at least one stage'),
      way: word(WAYS, 'way').optional(),
      needs: listOf(word(FACT_NAMES as [FactName, ...FactName[]], 'fact')).default([]),
    }),
  ),
  defaultKind: kind,
  handOff: section(block({ to: id }), IDLE.handOff),
  remoteHelp: block({ raisesGrade: z.literal(true).optional(), otherwise: word(WAYS, 'way').optional() }).optional(),
  chase: block({ every: duration, times: positive, hours: id }),
};
