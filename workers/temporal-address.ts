import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { TemporalAddress } from '../client/connection.ts';

export type ResolvedAddress = TemporalAddress & { readonly namespace: string };

/** Where Temporal is, by its own variables, profiles and files: the same that its command-line tool reads. */
export function temporalAddress(env: NodeJS.ProcessEnv): ResolvedAddress {
  const overrideEnvVars = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars });
  return { connectionOptions, namespace: namespace ?? 'default' };
}
