/** How far a provider says a message has come; later ones never go back. */
export const DELIVERIES = ['queued', 'sent', 'delivered', 'undelivered', 'failed'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** What the SMS provider calls it; null for a word that says nothing of how far it has come. */
export function deliveryOf(status: string): Delivery | null {
  switch (status) {
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
      return 'queued';
    case 'sent':
      return 'sent';
    case 'delivered':
    case 'read':
      return 'delivered';
    case 'undelivered':
      return 'undelivered';
    case 'failed':
    case 'canceled':
      return 'failed';
    default:
      return null;
  }
}

/** Those that a report may replace: it moves a message forward only, and an end is an end. */
export function precedes(delivery: Delivery): readonly Delivery[] {
  switch (delivery) {
    case 'queued':
      return [];
    case 'sent':
      return ['queued'];
    case 'delivered':
    case 'undelivered':
    case 'failed':
      return ['queued', 'sent'];
  }
}
