import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../../domain/outward/address.ts';

/** The name, or the address itself, leads into our own network or nowhere. */
export class NotPublic extends Error {
  readonly code = 'private-address';

  constructor() {
    super('The address is not one of the open internet.');
  }
}

/**
 * A look-up that gives public addresses only. It is asked as the connection is made, and its answer is what is connected
 * to: a name that led elsewhere a moment ago helps nobody.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 0);
    const open = (found as LookupAddress[]).filter(({ address }) => isPublicAddress(address));
    const [first] = open;
    if (first === undefined) return done(new NotPublic(), '', 0);
    if (options.all) return done(null, open);
    done(null, first.address, first.family);
  });
};

/** Whether a URL names an address that is not public; names are left to the look-up, which addresses never reach. */
export function namesPrivateAddress({ hostname }: URL): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 && !isPublicAddress(bare);
}
