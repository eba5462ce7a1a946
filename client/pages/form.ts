/** What was sent with a form: its fields, and the files that were chosen. */
export interface Form {
  /** Trimmed, line breaks as `\n`; empty when the field is missing. */
  text(name: string): string;
  /** Of a field that may be there several times, such as a box that is ticked. */
  all(name: string): readonly string[];
  /** Files with something in them: a browser sends an empty one where none was chosen. */
  files(name: string): Promise<readonly FormFile[]>;
}

export interface FormFile {
  /** As the sender's device calls it; null when it does not say. */
  readonly name: string | null;
  readonly content: Uint8Array;
}

const KINDS = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** A form as a browser sends it, of either kind; null when it is none. */
export async function readForm(body: unknown, contentType: string | undefined): Promise<Form | null> {
  if (contentType === undefined || !KINDS.test(contentType)) return null;
  const bytes = body instanceof Uint8Array ? body : new Uint8Array();
  try {
    return formOf(await new Response(bytes, { headers: { 'content-type': contentType } }).formData());
  } catch {
    return null;
  }
}

function formOf(data: FormData): Form {
  const plain = (value: unknown): string => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '');
  return {
    text: (name) => plain(data.get(name)),
    all: (name) => data.getAll(name).map(plain),
    files: async (name) => {
      const chosen = data.getAll(name).filter((value) => typeof value !== 'string' && value.size > 0) as File[];
      return Promise.all(
        chosen.map(async (file) => ({ name: file.name || null, content: new Uint8Array(await file.arrayBuffer()) })),
      );
    },
  };
}
