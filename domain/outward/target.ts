/** Where an event goes: Standard Webhooks, every secret signing, the newest first. */
export interface WebhookTarget {
  readonly url: string;
  /** `public`: addresses of our own network are refused as the connection is made. */
  readonly reach: 'public' | 'private';
  readonly secrets: readonly string[];
}
