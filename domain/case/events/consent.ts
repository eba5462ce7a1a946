import type { ConsentWord } from '../../consent/withheld.ts';
import type { VaultId } from '../../shared/ids.ts';

/** What the customer allows us to write, and what no more. */
export type ConsentFact = { readonly type: 'ConsentRecorded'; readonly noteId: VaultId | null } & ConsentWord;
