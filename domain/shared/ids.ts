/** A tenant; nothing crosses between two. */
export type OrganisationId = string;
/** Opaque and safe to read out: `C-` and ten letters or digits. */
export type CaseId = string;
/** Given by the sender of a command; the same id with the same body is the same command. */
export type CommandId = string;
/** Points at personal data or free text in the vault. */
export type VaultId = string;

/** Care is known by its unit: `U-` and ten letters or digits. */
export const CARE_ID = 'U-';

export function isCareId(caseId: CaseId): boolean {
  return caseId.startsWith(CARE_ID);
}
