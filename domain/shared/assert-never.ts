/** Closes an exhaustive switch: a new variant of a union fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`unhandled variant: ${JSON.stringify(value)}`);
}
