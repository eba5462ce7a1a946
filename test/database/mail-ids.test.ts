import { describe, expect, test } from 'vitest';
import { caseOfTag, replyTag } from '../../database/mail-ids.ts';

const OURS = { vaultKey: '11'.repeat(32) };
const THEIRS = { vaultKey: '22'.repeat(32) };

describe('a tag for answers', () => {
  const tag = replyTag(OURS, 'C-7K3M9P2QXA');

  test('names its case, whatever became of its letters on the way', () => {
    expect(tag).toMatch(/^c-7k3m9p2qxa-[0-9a-f]{12}$/);
    expect(caseOfTag(OURS, tag)).toBe('C-7K3M9P2QXA');
    expect(caseOfTag(OURS, tag.toUpperCase())).toBe('C-7K3M9P2QXA');
    expect(caseOfTag(OURS, replyTag(OURS, 'U-7K3M9P2QXA'))).toBe('U-7K3M9P2QXA');
  });

  test('forged, of another organisation or of another case it names none', () => {
    expect(caseOfTag(THEIRS, tag)).toBeNull();
    expect(caseOfTag(OURS, tag.replace('7k3m', '7k3n'))).toBeNull();
    expect(caseOfTag(OURS, `${tag.slice(0, -1)}${tag.endsWith('0') ? '1' : '0'}`)).toBeNull();
    for (const other of ['', 'c-7k3m9p2qxa', 'c-7k3m9p2qxa-', `${tag}0`, `x${tag}`]) {
      expect(caseOfTag(OURS, other)).toBeNull();
    }
  });
});
