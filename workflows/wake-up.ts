import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** One held timer, replaced only when an earlier instant appears: a later one is found out when it fires. */
export interface WakeUp {
  /** Makes sure that the case wakes at `atMs` or before; `summary` says in Temporal's pages what for. */
  arm(atMs: number, nowMs: number, summary: string): void;
  /** True once after the timer fired. A hint: what is due is read from the state. */
  rang(): boolean;
  disarm(): void;
}

export function createWakeUp(): WakeUp {
  let armed: { readonly atMs: number; readonly scope: CancellationScope } | null = null;
  let ringing = false;
  return {
    arm(atMs, nowMs, summary) {
      if (armed !== null && armed.atMs <= atMs) return;
      armed?.scope.cancel();
      const scope = new CancellationScope();
      armed = { atMs, scope };
      scope
        .run(() => sleep(Math.max(1, atMs - nowMs), { summary }))
        .then(
          () => {
            ringing = true;
            armed = null;
          },
          (error: unknown) => {
            if (!isCancellation(error)) throw error;
          },
        );
    },
    rang() {
      const rang = ringing;
      ringing = false;
      return rang;
    },
    disarm() {
      armed?.scope.cancel();
      armed = null;
    },
  };
}
