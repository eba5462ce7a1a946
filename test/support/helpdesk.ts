/**
 * A help desk's event log as open requests. One line an event, CSV with a head line, cells without quotes: `Case ID`,
 * `Activity`, `Complete Timestamp` (`YYYY/MM/DD hh:mm:ss.mmm`), `customer`, `product`, `seriousness_2`, `service_level`,
 * `service_type`. Such logs are dirty: rows repeat, come out of order, or lack cells.
 */
export interface Ticket {
  readonly id: string;
  /** Earliest first; repeated rows once. */
  readonly events: readonly LogRow[];
}

export type LogRow = Readonly<Record<string, string>>;

/** Tickets in the order in which the log first names them, at most `limit`. Rows without a ticket are left out. */
export function ticketsOf(csv: string, limit: number): readonly Ticket[] {
  const [head = '', ...lines] = csv.replaceAll('\r', '').split('\n');
  const names = head.split(',');
  const rows = new Map<string, Map<string, LogRow>>();
  for (const line of lines) {
    const cells = line.split(',').map((cell) => cell.trim());
    const row = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    const id = row['Case ID'] ?? '';
    if (id === '' || (!rows.has(id) && rows.size >= limit)) continue;
    rows.set(id, (rows.get(id) ?? new Map()).set(line, row));
  }
  const at = (row: LogRow) => row['Complete Timestamp'] ?? '';
  return [...rows].map(([id, events]) => ({
    id,
    events: [...events.values()].sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0)),
  }));
}

/**
 * The open request that a ticket stands for. The log names nobody, so name and number are made up; the grade is left for
 * whoever classifies, who finds the log's hints in the description.
 */
export function requestOf({ id, events }: Ticket, index: number): object {
  const first = events[0] ?? {};
  const value = (name: string) => first[name] || 'unknown';
  return {
    source: 'helpdesk-log',
    reference: id,
    channel: 'back-office',
    kind: first.service_type === 'Value 1' ? 'consultation' : 'repair',
    urgency: first.seriousness_2 === 'Value 4' ? 'emergency' : 'normal',
    tier: first.service_level === 'Value 1' ? 'key' : 'standard',
    locale: 'en',
    facts: {
      'customer-name': `Customer ${value('customer')}`,
      phone: `+8613900${String(10_000 + index).padStart(6, '0')}`,
      'fault-description': `${value('Activity')}; product ${value('product')}, seriousness ${value('seriousness_2')}, service ${value('service_type')}.`,
    },
  };
}

/** A file of open requests, a line each. */
export function requestLines(tickets: readonly Ticket[]): string {
  return tickets.map((ticket, index) => `${JSON.stringify(requestOf(ticket, index))}\n`).join('');
}
