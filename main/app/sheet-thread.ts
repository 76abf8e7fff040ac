import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import { checkSheet, type Columns, requireStaged } from '../company/sheets/check-sheet.ts';
import { readOntoStage } from '../company/sheets/read-sheet.ts';
import type { ReadChoice } from '../company/sheets/sheet-reader.ts';
import { openStage, stageFolder } from '../company/sheets/stage.ts';
import { openReader } from '../database/connection.ts';
import { shopFileName } from '../database/shop-file.ts';
import { sheetKinds } from './sheet-kinds.ts';
import { serveCalls, type Served } from './wire.ts';

/**
 * A thread for one sheet: it reads the file and tries it out against the shop, which it can only read. However long it takes
 * and whatever the file does to it, nobody else notices.
 */
const { folder, importId } = workerData as { folder: string; importId: string };

const served = {
  read: async (kind: SheetKindName, choice: ReadChoice) => {
    const [stage, reader] = [openStage(folder, importId), openReader(path.join(folder, shopFileName))];
    try {
      return await readOntoStage(stage, stageFolder(folder, importId), { ...choice, kindName: kind, kind: sheetKinds[kind] }, reader);
    } finally {
      stage.close();
      reader.close();
    }
  },
  check: (columns: Columns) => {
    const [stage, reader] = [openStage(folder, importId), openReader(path.join(folder, shopFileName))];
    try {
      const kind = sheetKinds[requireStaged(stage).kind];
      return checkSheet(stage, reader, { kind, columns, currency: getShop(reader).baseCurrency, now: instant(Date.now()) });
    } finally {
      stage.close();
      reader.close();
    }
  },
};

serveCalls(parentPort!, served as unknown as Served);
