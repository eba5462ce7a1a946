import { readdir, readFile, readlink } from 'node:fs/promises';

const LISTENING = '0A';

function addressOf(hex: string): string {
  const [host = '', port = ''] = hex.split(':');
  const bytes = host.match(/../g)!.map((byte) => Number.parseInt(byte, 16));
  const readable = host.length === 8 ? bytes.reverse().join('.') : `[${host}]`;
  return `${readable}:${Number.parseInt(port, 16)}`;
}

/**
 * The addresses that processes with `word` in their command line listen on (Linux; an empty list
 * elsewhere has no meaning).
 */
export async function listenersOf(word: string): Promise<string[]> {
  const inodes = new Set<string>();
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes(word) || Number(pid) === process.pid) continue;
    for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const inode = /^socket:\[(\d+)\]$/.exec(await readlink(`/proc/${pid}/fd/${fd}`).catch(() => ''))?.[1];
      if (inode !== undefined) inodes.add(inode);
    }
  }
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTENING && inodes.has(fields[9] ?? ''))
    .map((fields) => addressOf(fields[1]!));
}
