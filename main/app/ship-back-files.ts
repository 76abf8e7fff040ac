import type { Contract } from '../../shared/app/contract.ts';
import { writeShipBackFile } from '../channels/ship-back.file.ts';
import type { OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import type { Store } from './store.ts';

/** A file for a platform, packed beside the file's one writer. @throws Refusal `record.missing` */
export const shipBackFile = async (store: Store, actor: Actor, which: { shipBackId: number }) =>
  writeShipBackFile((await store.query(actor, 'shipBack.told', which)) as OutputOf<Contract, 'shipBack.told'>);
