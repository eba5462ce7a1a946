import { INWARD_TYPES } from '../inward/event.ts';
import { kind } from './schema-filter.ts';
import { block, someOf } from './schema-values.ts';

/** What other systems report; what it does to open cases needs no policy. */
export const eventKeys = {
  events: someOf(INWARD_TYPES, block({ opens: kind })).optional(),
};
