import type { AnalysisSettings } from '../../shared/analysis/analysis.contract.ts';
import { type DemandClass, demandClasses, type ValueClass, valueClasses } from '../../shared/analysis/class.rules.ts';
import type { ClassServiceLevels, ServiceLevel } from '../../shared/analysis/service-level.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const settingRow = read((db) =>
  db.selectFrom('analysisSetting').select(['aShare', 'bShare', 'xVariation', 'yVariation', 'holdingRate', 'deadDays']).where('id', '=', 1),
);

type Limits = Omit<AnalysisSettings, 'serviceLevels'>;

const saveSetting = write((db, p: Limits) =>
  db
    .updateTable('analysisSetting')
    .set({ aShare: p.aShare, bShare: p.bShare, xVariation: p.xVariation, yVariation: p.yVariation, holdingRate: p.holdingRate, deadDays: p.deadDays })
    .where('id', '=', 1),
);

const levelRows = read((db) => db.selectFrom('classServiceLevel').selectAll());

const saveLevel = write((db, p: { valueClass: ValueClass; demandClass: DemandClass; percent: ServiceLevel }) =>
  db.updateTable('classServiceLevel').set({ percent: p.percent }).where('valueClass', '=', p.valueClass).where('demandClass', '=', p.demandClass),
);

/** How sure goods of each class are to be in stock. */
export function serviceLevelsOf(reader: Reader): ClassServiceLevels {
  // The table's own check lets in nothing else.
  const percents = new Map(levelRows.all(reader, {}).map(({ valueClass, demandClass, percent }) => [valueClass + demandClass, percent as ServiceLevel]));
  const of = (name: string): ServiceLevel => {
    const found = percents.get(name);
    if (found === undefined) throw new Error(`The service level of class ${name} is gone`);
    return found;
  };
  const row = (valueClass: ValueClass) => ({ X: of(`${valueClass}X`), Y: of(`${valueClass}Y`), Z: of(`${valueClass}Z`) });
  return { A: row('A'), B: row('B'), C: row('C') };
}

/** Where the classes begin, how sure each is to be in stock, what holding goods costs a year, and when goods are dead. */
export function settingsOf(reader: Reader): AnalysisSettings {
  const row = settingRow.get(reader, {});
  if (!row) throw new Error('The row of the analysis settings is gone');
  return { ...row, serviceLevels: serviceLevelsOf(reader) };
}

/** Changes the boundaries; every figure follows at once, for every day. @throws Refusal analysis.boundaries when a later class begins before an earlier one */
export function configureAnalysis(tx: Tx, { serviceLevels, ...settings }: Limits & { serviceLevels?: ClassServiceLevels }): { before: AnalysisSettings } {
  const { aShare, bShare, xVariation, yVariation } = settings;
  if (bShare < aShare || yVariation < xVariation) throw new Refusal('analysis.boundaries', { aShare, bShare, xVariation, yVariation });
  const before = settingsOf(tx);
  saveSetting.run(tx, settings);
  if (serviceLevels) for (const valueClass of valueClasses) for (const demandClass of demandClasses) saveLevel.run(tx, { valueClass, demandClass, percent: serviceLevels[valueClass][demandClass] });
  tx.changed('analysisSetting', 1);
  return { before };
}
