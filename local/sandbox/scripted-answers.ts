/** Answers for the next deliveries, to anybody or to one recipient only. */
export type Script<A> = readonly A[] | { to?: string; answers: readonly A[] };

export type ScriptedAnswers<A> = {
  /** Adds a script behind those that are there. */
  add(script: Script<A>): void;
  /** Takes the answer for a delivery to `recipient`; undefined when no script speaks of it. */
  next(recipient: string): A | undefined;
};

type Line<A> = { to: string | undefined; answers: A[] };

export function scriptedAnswers<A>(): ScriptedAnswers<A> {
  const lines: Line<A>[] = [];
  return {
    add(script) {
      const { to, answers } = 'answers' in script ? script : { to: undefined, answers: script };
      lines.push({ to: to?.toLowerCase(), answers: [...answers] });
    },
    next(recipient) {
      const wanted = recipient.toLowerCase();
      const line = lines.find((each) => each.answers.length > 0 && (each.to === undefined || each.to === wanted));
      return line?.answers.shift();
    },
  };
}

/**
 * Reads a script that came as JSON.
 *
 * @throws with a sentence that names the answers there are
 */
export function parseScript<A>(text: string, isAnswer: (value: unknown) => value is A, allowed: string): Script<A> {
  const value: unknown = JSON.parse(text);
  const script = Array.isArray(value)
    ? { answers: value as unknown[] }
    : (value as { to?: unknown; answers?: unknown });
  const { answers } = script;
  const to = 'to' in script ? script.to : undefined;
  if (!Array.isArray(answers) || !answers.every(isAnswer) || (to !== undefined && typeof to !== 'string')) {
    throw new Error(`A script is a JSON array of answers, or {"to", "answers"}. An answer is one of ${allowed}.`);
  }
  return to === undefined ? answers : { to, answers };
}
