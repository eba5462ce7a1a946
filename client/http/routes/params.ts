import { z } from 'zod';

/** Of a case, or of a unit in care. */
export const caseId = z
  .string()
  .regex(/^[CU]-[0-9A-HJKMNP-TV-Z]{10}$/)
  .describe('Such as C-7K3M9P2QXA.');

export const caseParams = z.object({ caseId });
