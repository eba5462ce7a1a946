/** Nothing came in the time that was given; it may still come, and be done. */
export class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime';
}

/** The result of `work`, or a throw when it takes longer; `work` itself goes on unheard. */
export async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswerInTime(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
