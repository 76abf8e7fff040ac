import type { SheetPlatform, SheetTaxes } from '../../shared/channels/sheet-layouts.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';


export interface SheetChannel {
  channelId: number;
  platform: SheetPlatform;
  taxes: SheetTaxes;
  locationId: number | null;
}

// Only platforms of the contract are ever written.
const byChannel = read((db, p: { channelId: number }) =>
  db.selectFrom('sheetChannel').select(['channelId', 'platform', 'taxes', 'locationId']).where('channelId', '=', p.channelId).$narrowType<{ platform: SheetPlatform }>(),
);

export const insertSheetChannel = write((db, p: SheetChannel & { commandId: number }) =>
  db.insertInto('sheetChannel').values({ channelId: p.channelId, platform: p.platform, taxes: p.taxes, locationId: p.locationId, commandId: p.commandId }),
);

export const updateSheetChannel = write((db, p: SheetChannel) =>
  db.updateTable('sheetChannel').set({ platform: p.platform, taxes: p.taxes, locationId: p.locationId }).where('channelId', '=', p.channelId),
);

export const findSheetChannel = (reader: Reader, channelId: number): SheetChannel | undefined => byChannel.get(reader, { channelId });

/** @throws Refusal sheet.notItsChannel for a channel that is asked itself */
export function getSheetChannel(reader: Reader, channelId: number): SheetChannel {
  const found = findSheetChannel(reader, channelId);
  if (!found) throw new Refusal('sheet.notItsChannel', { channelId });
  return found;
}
