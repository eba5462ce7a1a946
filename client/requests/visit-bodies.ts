import { z } from 'zod';
import { ABSENTEES } from '../../domain/case/commands/visit.ts';
import { opaqueId } from './fields.ts';
import { note } from './optional.ts';

/** The bodies of commands on a visit besides its appointment, its arrival and its report. */
export const VISIT_REQUESTS = {
  RecordDeparture: z.strictObject({}),
  RecordNoShow: z.strictObject({ who: z.enum(ABSENTEES), note }),
  ReinforceCrew: z.strictObject({ personIds: z.array(opaqueId(64)).min(1).max(20) }),
  RecordIncident: z.strictObject({ personId: opaqueId(64), what: opaqueId(64), note }),
};
