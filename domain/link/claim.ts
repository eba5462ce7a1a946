import type { CaseId, OrganisationId } from '../shared/ids.ts';

/** What a link in a message lets a customer do, each one thing only; the letter stands for it in the link. */
export const LINK_LETTERS = {
  appointment: 'a',
  facts: 'f',
  status: 's',
  quotation: 'q',
  sign: 'g',
  rate: 'r',
  'follow-up': 'u',
  'opt-out': 'o',
} as const;
export type LinkPurpose = keyof typeof LINK_LETTERS;
export const LINK_PURPOSES = Object.keys(LINK_LETTERS) as readonly LinkPurpose[];

/** One link: whose case, what for, and until when. Nothing personal. */
export interface LinkClaim {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  readonly purpose: LinkPurpose;
  /**
   * What of the case: the revision of the appointment, the id of the quotation, round and day of the follow-up (`1-3`), the
   * purpose that is opted out of, the round for all others. A link of an earlier one opens, and says that it is over.
   */
  readonly subject: string;
  /** A whole hour. */
  readonly expiresAtMs: number;
}
