/** What was asked when a call failed and when, for a report. Never what was in it: that is the shop's own. */
export interface FailedCall {
  readonly method: string;
  /** Epoch milliseconds by this machine's clock. */
  readonly at: number;
}

const failedCalls = new WeakMap<object, FailedCall>();

export function noteFailedCall(error: unknown, failed: FailedCall): void {
  if (typeof error === 'object' && error !== null) failedCalls.set(error, failed);
}

export const failedCallOf = (error: unknown): FailedCall | undefined => (typeof error === 'object' && error !== null ? failedCalls.get(error) : undefined);
