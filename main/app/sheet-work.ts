import path from 'node:path';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { readOntoStage as readBankOntoStage, type ReadStatement } from '../banking/stage-statement.ts';
import { readOntoStage as readSettlementOntoStage, type ReadSettlementFile } from '../payouts/stage-settlement.ts';
import { getShop } from '../company/company.queries.ts';
import { checkSheet, type Columns, requireStaged } from '../company/sheets/check-sheet.ts';
import { readOntoStage } from '../company/sheets/read-sheet.ts';
import type { ReadChoice } from '../company/sheets/sheet-reader.ts';
import { openStage, type Stage, stageFolder } from '../company/sheets/stage.ts';
import { type Connection, openReader } from '../database/connection.ts';
import { shopFileName } from '../database/shop-file.ts';
import { sheetKinds } from './sheet-kinds.ts';

/** The long pieces of work on one sheet. They write its stage and only read the shop. */
export function sheetWork(folder: string, importId: string) {
  const between = async <T>(work: (stage: Stage, reader: Connection) => T | Promise<T>): Promise<T> => {
    const [stage, reader] = [openStage(folder, importId), openReader(path.join(folder, shopFileName))];
    try {
      return await work(stage, reader);
    } finally {
      stage.close();
      reader.close();
    }
  };
  return {
    read: (kind: SheetKindName, choice: ReadChoice & { channelId?: number }) =>
      between((stage, reader) => readOntoStage(stage, stageFolder(folder, importId), { ...choice, kindName: kind, kind: sheetKinds[kind] }, reader)),
    readBank: (asked: ReadStatement) => between((stage, reader) => readBankOntoStage(stage, stageFolder(folder, importId), asked, reader)),
    readSettlement: (asked: ReadSettlementFile) => between((stage, reader) => readSettlementOntoStage(stage, stageFolder(folder, importId), asked, reader)),
    check: (columns: Columns) =>
      between((stage, reader) => {
        const kind = sheetKinds[requireStaged(stage).kind];
        const { baseCurrency: currency, timeZone } = getShop(reader);
        return checkSheet(stage, reader, { kind, columns, currency, timeZone, now: instant(Date.now()) });
      }),
  };
}
