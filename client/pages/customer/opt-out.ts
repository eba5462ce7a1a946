import type { ConsentPurpose } from '../../../domain/policy/consent-words.ts';
import type { CustomerPage } from './page.ts';

/** The customer wants no more messages of one purpose. Mail programs do it with one POST of their own (RFC 8058). */
export const OPT_OUT: CustomerPage = {
  show: async ({ claim, words }) => ({
    template: 'opt-out',
    values: { what: words['opt-out'][claim.subject as ConsentPurpose] },
  }),
  act: async (visitor) => {
    await visitor.deps.aftercare.optOut(visitor);
    return { said: 'stopped' };
  },
};
