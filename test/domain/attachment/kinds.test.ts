import { describe, expect, test } from 'vitest';
import { ATTACHMENT_LONGEST_BYTES, fileNameOf, recognise } from '../../../domain/attachment/kinds.ts';
import { mediaTypeOf } from '../../../domain/attachment/media-type.ts';
import { fileBytes } from '../../support/files.ts';

const MB = 1024 * 1024;

describe('what a file is', () => {
  test.each([
    ['image/jpeg', fileBytes('image/jpeg')],
    ['image/png', fileBytes('image/png')],
    ['image/webp', fileBytes('image/webp')],
    ['image/heic', fileBytes('image/heic')],
    ['application/pdf', fileBytes('application/pdf')],
  ])('is told by its first bytes: %s', (type, content) => {
    expect(mediaTypeOf(content)).toBe(type);
  });

  test.each([
    ['nothing', ''],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing with a script in it', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a program', 'MZ\u0090'],
    ['an archive', 'PK\u0003\u0004'],
    ['the beginning of a beginning', '\u0089PN'],
    ['a sound in a RIFF', 'RIFF0000WAVE'],
    ['a film', '0000ftypisom'],
  ])('is nothing that is kept: %s', (_, text) => {
    expect(recognise(null, Buffer.from(text, 'latin1'))).toMatchObject({ code: 'attachment-type' });
  });
});

describe('what a file is kept as', () => {
  test('without a kind a picture is a photo and a PDF a document', () => {
    expect(recognise(null, fileBytes('image/png'))).toEqual({ kind: 'photo', mediaType: 'image/png' });
    expect(recognise(null, fileBytes('application/pdf'))).toEqual({ kind: 'document', mediaType: 'application/pdf' });
  });

  test('a kind takes only what it can be', () => {
    expect(recognise('signature', fileBytes('image/png'))).toEqual({ kind: 'signature', mediaType: 'image/png' });
    expect(recognise('signature', fileBytes('application/pdf'))).toMatchObject({
      code: 'attachment-type',
      params: { kind: 'signature', known: 'image/png, image/jpeg' },
    });
    expect(recognise('document', fileBytes('image/png'))).toMatchObject({ code: 'attachment-type' });
  });

  test('a byte too many is too many', () => {
    expect(recognise('photo', fileBytes('image/jpeg', 10 * MB))).toMatchObject({ kind: 'photo' });
    expect(recognise('photo', fileBytes('image/jpeg', 10 * MB + 1))).toMatchObject({
      code: 'attachment-too-large',
      params: { kind: 'photo', longest: '10 MB' },
    });
    expect(recognise('signature', fileBytes('image/png', MB + 1))).toMatchObject({ params: { longest: '1 MB' } });
    expect(ATTACHMENT_LONGEST_BYTES).toBe(10 * MB);
  });
});

test.each([
  ['IMG_0042.jpg', 'IMG_0042.jpg'],
  ['C:\\Users\\Li Na\\门锁.png', '门锁.png'],
  ['../../etc/passwd', 'passwd'],
  ['a\r\nSet-Cookie: b\0.png', 'aSet-Cookie: b.png'],
  ['gpj.\u202Etxt', 'gpj.txt'],
  ['x'.repeat(300), 'x'.repeat(120)],
  ['  ', null],
  ['folder/', null],
  [null, null],
])('the name %j is kept as %j', (given, kept) => {
  expect(fileNameOf(given)).toBe(kept);
});
