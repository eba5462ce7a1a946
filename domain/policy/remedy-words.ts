/** The closed sets that terms of return choose from. */

/** What a customer may ask for (S1k); a replacement is of the same model, an exchange for whatever was chosen. */
export const REMEDIES = ['return', 'exchange', 'repair', 'replace'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** Why it is asked for (S1f; S1k: mere dissatisfaction is goodwill). */
export const GROUNDS = ['goodwill', 'repeat-fault', 'fright', 'injury', 'transport', 'allergy', 'defect'] as const;
export type Ground = (typeof GROUNDS)[number];

/** Fit for sale again or not (S1f). */
export const PACKAGINGS = ['resaleable', 'opened', 'damaged'] as const;
export type Packaging = (typeof PACKAGINGS)[number];

/** What the inspection of goods that came back found. */
export const INSPECTION_FINDINGS = ['passed', 'failed'] as const;
export type InspectionFinding = (typeof INSPECTION_FINDINGS)[number];

/** What becomes of the difference when the goods asked for cost less (S1f keeps it). */
export const SHORTFALLS = ['kept', 'refunded'] as const;
export type Shortfall = (typeof SHORTFALLS)[number];

/** What is done with goods of a set: only swapped for what equals them in points and price, or nothing (S1f). */
export const SET_TERMS = ['equal', 'excluded'] as const;
export type SetTerms = (typeof SET_TERMS)[number];

/** Whether the goods are fetched by us or sent in by the customer. */
export const COLLECTORS = ['us', 'customer'] as const;
export type Collector = (typeof COLLECTORS)[number];

/** What terms are judged by, in the order in which a refusal looks for the one that is not met. */
export const CONDITIONS = [
  'case',
  'remedy',
  'ground',
  'promotion',
  'sets',
  'withinDays',
  'packaging',
  'points',
  'perOrder',
  'proof',
  'repairs',
  'complaint',
] as const;
export type Condition = (typeof CONDITIONS)[number];
