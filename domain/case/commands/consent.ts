import type { ConsentWord } from '../../consent/withheld.ts';
import type { VaultId } from '../../shared/ids.ts';

/** What a customer allows us to write. */
export interface ConsentBodies {
  RecordConsent: ConsentWord & { readonly noteId: VaultId | null };
}

export const CONSENT_COMMANDS = ['RecordConsent'] as const satisfies readonly (keyof ConsentBodies)[];
