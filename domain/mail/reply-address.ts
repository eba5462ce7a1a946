/** The address of one case within a mailbox, by its tag: `service+c-7k3m9p2qxa-0f1e2d3c4b5a@example.com`. */
export function taggedAddress(mailbox: string, tag: string): string {
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${tag}${mailbox.slice(at)}`;
}

/** What stands behind the first `+` of an address, in lower case; null where nothing does. */
export function tagOfAddress(address: string): string | null {
  const [, tag] = /^[^+@]*\+([^@]+)@/.exec(address.trim().toLowerCase()) ?? [];
  return tag ?? null;
}

/** An address without its tag, in lower case: what tells mailboxes apart. */
export function mailboxOf(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, '');
}
