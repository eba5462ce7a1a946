import { readFileSync, writeFileSync } from 'node:fs';
import { policyJsonSchema } from '../../domain/policy/schema-export.ts';
import { GUIDE, guideAnew, shippedPolicies } from './guide.ts';

/** Makes anew what follows from the schema of policies and from those that ship. */
const SCHEMA = new URL('../../policies/policy.schema.json', import.meta.url);

writeFileSync(SCHEMA, `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
writeFileSync(GUIDE, guideAnew(readFileSync(GUIDE, 'utf8'), shippedPolicies()));
