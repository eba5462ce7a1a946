/** Something about this machine keeps the system from running; the reader can do something about it. */
export class LocalFault extends Error {
  override readonly name = 'LocalFault';
  readonly code: string;
  readonly advice: string;

  constructor(code: string, sentence: string, advice: string) {
    super(sentence);
    this.code = code;
    this.advice = advice;
  }
}
