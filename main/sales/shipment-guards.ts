import type { Tx } from '../database/handles.ts';

/** What rooms to the right have to say before a parcel is taken back; they throw a Refusal. Filled once, when the program is put together. */
export const shipmentGuards: ((tx: Tx, shipmentId: number) => void)[] = [];
