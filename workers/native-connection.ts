import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker';
import type { ResolvedAddress } from './temporal-address.ts';

const TRY_AGAIN_MS = 1_000;

/** Connects a worker, and tries again until `signal`: workers are often started before their server. */
export async function connectNative(
  { connectionOptions }: ResolvedAddress,
  signal: AbortSignal,
): Promise<NativeConnection> {
  for (;;) {
    try {
      return await NativeConnection.connect(connectionOptions as NativeConnectionOptions);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TypeError) throw error;
      await sleep(TRY_AGAIN_MS, undefined, { signal });
    }
  }
}
