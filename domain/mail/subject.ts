const ANSWERING = /^\s*(re|sv|aw|antw|vs|fwd?|回复|答复|回覆|转发)\s*[:：]/i;

/** Whether a subject was written for the mail at hand; that of an answer is the one of what it answers. */
export function isOwnSubject(subject: string): boolean {
  return subject.trim() !== '' && !ANSWERING.test(subject);
}
