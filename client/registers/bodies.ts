import { z } from 'zod';
import { TIERS } from '../../domain/policy/vocabulary.ts';
import { CUSTOMER_FACTS, type CustomerBody, UNIT_FACTS, type UnitBody } from '../../domain/register/entry.ts';
import { facts } from '../requests/fact-fields.ts';
import { opaqueId } from '../requests/fields.ts';
import { orNull } from '../requests/optional.ts';

function some(names: readonly (keyof typeof facts.shape)[]) {
  const fields = names.map((name): [string, z.ZodType<string | undefined>] => [name, facts.shape[name]]);
  return z.strictObject(Object.fromEntries(fields)).default({});
}

/** What a register is told of an entry; all of it, each time. */
export const REGISTER_BODIES = {
  customers: z.strictObject({
    tier: orNull(z.enum(TIERS)),
    locale: orNull(opaqueId(35)),
    facts: some(CUSTOMER_FACTS),
  }) satisfies z.ZodType<CustomerBody>,
  units: z.strictObject({
    customer: orNull(opaqueId(64)),
    facts: some(UNIT_FACTS),
  }) satisfies z.ZodType<UnitBody>,
};

export const REGISTER_FACTS = { customers: CUSTOMER_FACTS, units: UNIT_FACTS } as const;
