/** How a report may end: what is left when the technician goes, or that more people must come (S1l, S1a, S1s). */
export const REPORT_RESULTS = ['solved', 'second-visit', 'taken-in', 'irreparable', 'reinforced'] as const;
export type ReportResult = (typeof REPORT_RESULTS)[number];

/** What those allow who say nothing of it. */
export const USUAL_RESULTS = ['solved', 'second-visit'] as const satisfies readonly ReportResult[];

/** What a report found that others learn from: developers, or those who train (S0 2.2). */
export const FINDINGS = ['technical', 'service'] as const;
export type Finding = (typeof FINDINGS)[number];
