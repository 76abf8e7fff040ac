/** The state of the transfers as it stands in the address. */
export interface TransferSearch {
  /** The one open in the peek. */
  readonly transfer?: number;
  /** A transfer to be sent, filled in by who led here. */
  readonly send?: Sending;
}

export interface Sending {
  readonly from: number;
  readonly to: number;
  readonly variant: number;
  readonly name: string;
  /** In thousandths; left out by who may not see stock. */
  readonly quantity?: number;
}

export function readTransferSearch({ transfer, send }: Record<string, unknown>): TransferSearch {
  return { ...(typeof transfer === 'number' && { transfer }), ...(isSending(send) && { send }) };
}

function isSending(raw: unknown): raw is Sending {
  if (typeof raw !== 'object' || raw === null) return false;
  const { from, to, variant, name, quantity } = raw as Record<string, unknown>;
  return [from, to, variant].every((id) => typeof id === 'number') && typeof name === 'string' && (quantity === undefined || Number.isSafeInteger(quantity));
}
