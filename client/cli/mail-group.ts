import { InvalidArgumentError } from 'commander';
import { act, type Build, type CliCommand, withCommon } from './command.ts';
import type { CommonOptions } from './deps.ts';

interface SecretFlags extends CommonOptions {
  readonly overlap: number;
}

/** Mail that customers write. */
export function addMailCommands(program: CliCommand, build: Build): void {
  const group = program.command('mail');
  group.about('take in mail that customers write', 'mail receive < message.eml', 'mail secret');

  const receive = group.command('receive');
  receive.about(
    'take in one mail from stdin, as a mail server pipes it; 75 asks the server to try again later',
    'mail receive < message.eml',
    'mail receive --organisation acme < message.eml',
  );
  withCommon(receive, build).action(async (given: CommonOptions) => {
    const { receiveFromPipe } = await import('./actions/mail.ts');
    build.done(await receiveFromPipe(build.deps, given));
  });

  const secret = group.command('secret');
  secret
    .about(
      'make the secret by which a mail provider hands in mail over HTTP; it is shown once',
      'mail secret',
      'mail secret --overlap 0',
    )
    .option('--overlap <hours>', 'how long the secret before stays good', hoursArgument, 24);
  withCommon(secret, build).action((given: SecretFlags) =>
    act(build, given, async () => (await import('./actions/mail.ts')).mailSecretAction(given.overlap)),
  );
}

const MOST_HOURS = 720;

function hoursArgument(text: string): number {
  const hours = Number(text);
  if (!Number.isInteger(hours) || hours < 0 || hours > MOST_HOURS) {
    throw new InvalidArgumentError(`Write a whole number from 0 to ${MOST_HOURS}.`);
  }
  return hours;
}
