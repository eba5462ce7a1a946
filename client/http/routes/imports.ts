import { z } from 'zod';
import { ADMINISTRATORS, REGISTRARS } from '../../../domain/access/roles.ts';
import { refusalSentence } from '../../../domain/case/refusals.ts';
import { IMPORTS, type ImportName, type ImportReport } from '../../registers/import-report.ts';
import { type RouteSpec, route } from '../route.ts';

const count = z.int();
const report = z.object({
  what: z.enum(IMPORTS),
  applied: z.boolean().describe('Whether the rows that are not refused stand from now on.'),
  counts: z.object({ created: count, changed: count, unchanged: count, refused: count }),
  rows: z.array(
    z.object({
      line: z.int().describe('In the file, from 1.'),
      id: z.string().nullable(),
      outcome: z.enum(['created', 'changed', 'unchanged', 'refused']),
      errors: z
        .array(z.object({ code: z.string(), detail: z.string(), column: z.string().optional() }))
        .optional()
        .describe('Why it was refused. No cell is quoted.'),
    }),
  ),
  policyVersion: z.string().optional().describe('Of technicians and prices: what new cases are opened under.'),
  findings: z.array(z.string()).optional(),
});

/** What a file changes in the policy is for whoever decides what is promised. */
const ROLES = {
  customers: REGISTRARS,
  units: REGISTRARS,
  technicians: ADMINISTRATORS,
  prices: ADMINISTRATORS,
} as const satisfies Record<ImportName, unknown>;

function shown({ rows, ...others }: ImportReport) {
  return {
    ...others,
    rows: rows.map(({ errors, ...row }) => ({
      ...row,
      ...(errors === undefined ? {} : { errors: errors.map(errorOf) }),
    })),
  };
}

function errorOf(one: Parameters<typeof refusalSentence>[0]) {
  const column = one.place.split('/')[1] ?? '';
  return { code: one.code, detail: refusalSentence(one), ...(column === '' ? {} : { column }) };
}

async function* asFile(text: string) {
  yield text;
}

/** `POST /v1/imports/customers` and so on. */
export const IMPORT_ROUTES: readonly RouteSpec[] = IMPORTS.map((what) =>
  route({
    method: 'POST',
    path: `/v1/imports/${what}`,
    operation: `import${what[0]?.toUpperCase()}${what.slice(1)}`,
    tag: 'imports',
    summary: `Take ${what} in from CSV, row by row.`,
    roles: ROLES[what],
    query: z.strictObject({
      dryRun: z.enum(['true', 'false']).default('false').describe('Tell only what would come of it.'),
    }),
    body: z.string().describe('CSV in UTF-8 whose head line names columns.'),
    accepts: ['text/csv'],
    answers: { 200: { what: 'What became of each row.', schema: report } },
    handle: async ({ deps, principal, query: { dryRun }, body }) => {
      const options = { dryRun: dryRun === 'true' };
      const done = await deps.aftercare.importRows(principal.organisationId, what, asFile(body), options);
      return { status: 200, body: shown(done) };
    },
  }),
);
