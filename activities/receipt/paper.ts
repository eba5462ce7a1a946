import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ReceiptContent } from './content.ts';

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
/** Where columns begin, and how wide they are: item, quantity, price, amount. */
const COLUMNS = [
  [0, 0.46],
  [0.46, 0.1],
  [0.56, 0.22],
  [0.78, 0.22],
] as const;
const GREY = '#616e7c';
const INK = '#1f2933';
const LINE = '#cbd2d9';
/** Below it a row goes to the next page. */
const LOWEST = 740;

let face: Promise<Buffer> | undefined;

/** The open face with Latin and Chinese, read with the first receipt. */
function readFace(): Promise<Buffer> {
  const found = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
  face ??= readFile(join(dirname(found), '..', 'fonts', 'NotoSansHans-Regular.otf'));
  return face;
}

/** A receipt as PDF on A4. The same content gives the same bytes. */
export async function printReceipt(content: ReceiptContent): Promise<Buffer> {
  const [{ default: PDFDocument }, font] = await Promise.all([import('pdfkit'), readFace()]);
  const at = new Date(content.receivedAtMs);
  const info = { Title: `${content.title} ${content.number}`, Producer: 'Aftercare', CreationDate: at, ModDate: at };
  const paper = new PDFDocument({ size: 'A4', margin: MARGIN, info, lang: 'x-default' });
  const chunks: Buffer[] = [];
  const printed = new Promise<Buffer>((resolve, reject) => {
    paper.on('data', (chunk: Buffer) => chunks.push(chunk));
    paper.on('end', () => resolve(Buffer.concat(chunks)));
    paper.on('error', reject);
  });
  paper.registerFont('face', font).font('face');
  draw(paper, content);
  paper.end();
  return printed;
}

function draw(paper: PDFKit.PDFDocument, content: ReceiptContent): void {
  const { title, number, organisation, hotline, facts, head, rows, total } = content;
  paper.fillColor(GREY).fontSize(11).text(organisation, MARGIN, MARGIN).text(hotline);
  paper
    .fillColor(INK)
    .fontSize(24)
    .text(title, MARGIN, MARGIN + 52);
  paper.fillColor(GREY).fontSize(11).text(number).moveDown(1.2);
  for (const [label, value] of facts) {
    const y = paper.y;
    paper.fillColor(GREY).text(label, MARGIN, y, { width: 110 });
    paper.fillColor(INK).text(value, MARGIN + 110, y, { width: WIDTH - 110 });
  }
  paper.moveDown(1.5);
  row(paper, head, GREY);
  rule(paper);
  for (const cells of rows) row(paper, cells, INK);
  rule(paper);
  const y = paper.y + 4;
  paper.fillColor(INK).fontSize(14);
  paper.text(total[0], MARGIN, y, { width: WIDTH / 2 });
  paper.text(total[1], MARGIN + WIDTH / 2, y, { width: WIDTH / 2, align: 'right' });
}

function row(paper: PDFKit.PDFDocument, cells: ReceiptContent['head'], colour: string): void {
  paper.fillColor(colour).fontSize(11);
  const heights = cells.map((cell, i) => paper.heightOfString(cell, { width: widthOf(i) }));
  const height = Math.max(...heights);
  if (paper.y + height > LOWEST) paper.addPage();
  const { y } = paper;
  cells.forEach((cell, i) => {
    const [from] = COLUMNS[i] ?? [0];
    paper.text(cell, MARGIN + from * WIDTH, y, { width: widthOf(i), align: i === 0 ? 'left' : 'right' });
  });
  paper.y = y + height + 6;
}

function widthOf(column: number): number {
  const [, width] = COLUMNS[column] ?? [0, 0];
  // A gutter, but for the last: its figures end where the rule ends.
  return width * WIDTH - (column === COLUMNS.length - 1 ? 0 : 8);
}

function rule(paper: PDFKit.PDFDocument): void {
  const { y } = paper;
  paper
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .lineWidth(0.7)
    .strokeColor(LINE)
    .stroke();
  paper.y = y + 8;
}
