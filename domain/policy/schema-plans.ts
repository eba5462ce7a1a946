import { z } from 'zod';
import { kind } from './schema-filter.ts';
import { block, duration, id, listOf, positive, someOf, word } from './schema-values.ts';
import { CASE_KINDS, FACT_NAMES, type FactName, PLAN_STAGES } from './vocabulary.ts';

/** What each kind of case goes through, and how it gets there. */
export const planKeys = {
  kinds: someOf(
    CASE_KINDS,
    block({
      plan: z.array(word(PLAN_STAGES, 'stage')).min(1, 'write at least one stage'),
      needs: listOf(word(FACT_NAMES as [FactName, ...FactName[]], 'fact')).default([]),
    }),
  ),
  defaultKind: kind,
  handOff: block({ to: id }),
  chase: block({ every: duration, times: positive, hours: id }),
};
