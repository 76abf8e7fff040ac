import type { AnalysisSettings } from '../../shared/analysis/analysis.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const settingRow = read((db) =>
  db.selectFrom('analysisSetting').select(['aShare', 'bShare', 'xVariation', 'yVariation', 'holdingRate', 'deadDays']).where('id', '=', 1),
);

const saveSetting = write((db, p: AnalysisSettings) =>
  db
    .updateTable('analysisSetting')
    .set({ aShare: p.aShare, bShare: p.bShare, xVariation: p.xVariation, yVariation: p.yVariation, holdingRate: p.holdingRate, deadDays: p.deadDays })
    .where('id', '=', 1),
);

/** Where the classes begin, what holding goods costs a year, and when goods are dead. */
export function settingsOf(reader: Reader): AnalysisSettings {
  const row = settingRow.get(reader, {});
  if (!row) throw new Error('The row of the analysis settings is gone');
  return row;
}

/** Changes the boundaries; every figure follows at once, for every day. @throws Refusal analysis.boundaries when a later class begins before an earlier one */
export function configureAnalysis(tx: Tx, settings: AnalysisSettings): { before: AnalysisSettings } {
  const { aShare, bShare, xVariation, yVariation } = settings;
  if (bShare < aShare || yVariation < xVariation) throw new Refusal('analysis.boundaries', { aShare, bShare, xVariation, yVariation });
  const before = settingsOf(tx);
  saveSetting.run(tx, settings);
  tx.changed('analysisSetting', 1);
  return { before };
}
