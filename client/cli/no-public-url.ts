/** A link leads nowhere where nobody outside reaches the system. */
export class NoPublicUrl extends Error {
  readonly code = 'not-configured';
  readonly advice = 'Set PUBLIC_URL to where customers and technicians reach `aftercare api`.';

  constructor() {
    super('Nobody outside reaches this system, for PUBLIC_URL is not set.');
  }
}
