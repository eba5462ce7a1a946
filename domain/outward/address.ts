/** Blocks of IPv4 that are not the open internet: this network, private, shared, loopback, link-local (with the metadata
 * services of clouds), protocols, documentation, benchmarks, multicast, reserved. */
const CLOSED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map(blockOf);

/** Whether an IP address, as a resolver writes it, is one of the open internet. What cannot be read is not. */
export function isPublicAddress(address: string): boolean {
  return address.includes(':') ? isPublicV6(address) : isPublicV4(numberOfV4(address));
}

function isPublicV4(number: number | null): boolean {
  return number !== null && !CLOSED_V4.some(({ first, size }) => number >= first && number < first + size);
}

function isPublicV6(address: string): boolean {
  const groups = groupsOfV6(address);
  if (groups === null) return false;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const leading = [a, b, c, d, e];
  // IPv4 in other clothes is judged by the IPv4 address: mapped (::ffff:0:0/96), translated (64:ff9b::/96), 6to4 (2002::/16).
  if (leading.every((one) => one === 0) && f === 0xffff) return isPublicV4(joined(g, h));
  if (a === 0x64 && b === 0xff9b && c + d + e + f === 0) return isPublicV4(joined(g, h));
  if (a === 0x2002) return isPublicV4(joined(b, c));
  // Of the rest only 2000::/3 is given out to the world, less Teredo and the like (2001::/23) and documentation.
  if (a === 0x2001 && b < 0x200) return false;
  if (a === 0x2001 && b === 0xdb8) return false;
  if (a === 0x3fff && b < 0x1000) return false;
  return a >= 0x2000 && a < 0x4000;
}

function joined(high: number, low: number): number {
  return high * 0x1_0000 + low;
}

function blockOf(text: string): { readonly first: number; readonly size: number } {
  const [address = '', bits] = text.split('/');
  return { first: numberOfV4(address) ?? 0, size: 2 ** (32 - Number(bits)) };
}

function numberOfV4(address: string): number | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return null;
  const bytes = address.split('.').map(Number);
  return bytes.some((byte) => byte > 255) ? null : bytes.reduce((number, byte) => number * 256 + byte, 0);
}

/** The eight groups of an IPv6 address; a zone behind `%` says nothing of where it leads. */
function groupsOfV6(address: string): number[] | null {
  const [bare = ''] = address.split('%');
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  const v4 = tail === null ? null : numberOfV4(tail[2] ?? '');
  if (tail !== null && v4 === null) return null;
  const written =
    v4 === null ? bare : `${tail?.[1]}${Math.floor(v4 / 0x1_0000).toString(16)}:${(v4 % 0x1_0000).toString(16)}`;
  const [before = '', after, ...more] = written.split('::');
  if (more.length > 0) return null;
  const head = before === '' ? [] : before.split(':');
  const end = after === undefined || after === '' ? [] : after.split(':');
  const gap = after === undefined ? 0 : 8 - head.length - end.length;
  const groups = [...head, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...end];
  if (groups.length !== 8 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.map((group) => Number.parseInt(group, 16));
}
