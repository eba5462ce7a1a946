/** What a mail system says became of a mail: for good, or not yet (RFC 3464). */
export interface DeliveryReport {
  readonly fate: 'failed' | 'delayed' | 'delivered';
  /** Such as `5.1.1` (RFC 3463); null when the report has none. */
  readonly status: string | null;
}

/** Reads the machine's part of a delivery report; the worst of several recipients. Null when it is about no delivery. */
export function deliveryReport(text: string): DeliveryReport | null {
  const reports = text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .flatMap((group) => recipientReport(group) ?? []);
  const rank = (fate: DeliveryReport['fate']) => ['delivered', 'delayed', 'failed'].indexOf(fate);
  return reports.sort((a, b) => rank(b.fate) - rank(a.fate))[0] ?? null;
}

function recipientReport(group: string): DeliveryReport | null {
  const [, action = ''] = /^action:[ \t]*([a-z]+)/im.exec(group) ?? [];
  const [, status = null] = /^status:[ \t]*([245]\.\d{1,3}\.\d{1,3})/im.exec(group) ?? [];
  switch (action.toLowerCase()) {
    case 'failed':
      return { fate: 'failed', status };
    case 'delayed':
      return { fate: 'delayed', status };
    case 'delivered':
    case 'relayed':
    case 'expanded':
      return { fate: 'delivered', status };
    default:
      return null;
  }
}
