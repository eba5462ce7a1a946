/** A mail as an MTA hands it in: headers, then parts. */
export function rawMail(headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries({ 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  return [...lines.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
}

/** One part of a mail. */
export function part(type: string, body: string | Buffer, filename?: string): string {
  const encoded = typeof body === 'string' ? body : (body.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
  return [
    `Content-Type: ${type}`,
    ...(filename === undefined ? [] : [`Content-Disposition: attachment; filename="${filename}"`]),
    ...(typeof body === 'string' ? [] : ['Content-Transfer-Encoding: base64']),
    '',
    encoded,
  ].join('\r\n');
}

export function multipart(kind: string, headers: Readonly<Record<string, string>>, parts: readonly string[]): string {
  const type = { 'Content-Type': `multipart/${kind}; boundary="=_b"` };
  return rawMail({ ...headers, ...type }, `${parts.map((one) => `--=_b\r\n${one}\r\n`).join('')}--=_b--\r\n`);
}

/** A mail system's report of what became of a mail, with the mail's headers. */
export function bounceOf(messageId: string, thread: string, to: string, action = 'failed', status = '5.1.1'): string {
  return multipart(
    'report; report-type=delivery-status',
    { 'Return-Path': '<>', From: 'MAILER-DAEMON@mx.example.com', To: to, 'Message-ID': `<${action}-${messageId}>` },
    [
      part('text/plain', 'Your mail could not be delivered.'),
      part(
        'message/delivery-status',
        `Reporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; chen@example.com\r\nAction: ${action}\r\nStatus: ${status}\r\n`,
      ),
      part('text/rfc822-headers', `Message-ID: <${messageId}>\r\nReferences: <${thread}>\r\nSubject: Your visit\r\n`),
    ],
  );
}
