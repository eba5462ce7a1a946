/** What a customer may say no to by itself: care in later life, greetings, questions how it was (S1p, S2, S4; the choice is ours). */
export const CONSENT_PURPOSES = ['care', 'greeting', 'survey'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** What a message is for; a service message is stopped only by stopping its channel. */
export const MESSAGE_PURPOSES = ['service', ...CONSENT_PURPOSES] as const;
export type MessagePurpose = (typeof MESSAGE_PURPOSES)[number];
