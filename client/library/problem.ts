/** One thing that is wrong with a request. */
export interface ProblemEntry {
  readonly code: string;
  readonly detail: string;
  /** JSON pointer into the body, or the parameter of the address. */
  readonly pointer?: string;
  readonly parameter?: string;
}

/** A request that was refused, or that nobody could answer. Codes stay, sentences may be reworded. */
export class AftercareProblem extends Error {
  override readonly name = 'AftercareProblem';
  /** Of HTTP; 0 when nobody answered at all. */
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemEntry[];
  /** Tell it when you ask us about this answer; null when there was none. */
  readonly requestId: string | null;

  constructor(status: number, body: Partial<ProblemBody>, cause?: unknown) {
    const { code = 'unavailable', detail = 'Nobody answered.', errors = [], requestId = null } = body;
    super([detail, ...errors.map(entryText)].join('\n'), { cause });
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.requestId = requestId;
  }
}

interface ProblemBody {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly ProblemEntry[];
  readonly requestId: string;
}

function entryText({ pointer, parameter, code, detail }: ProblemEntry): string {
  return `${pointer ?? parameter ?? ''} ${code}: ${detail}`.trim();
}
