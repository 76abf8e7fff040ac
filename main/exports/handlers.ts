import type { exportSettingCommands, exportSettingQueries } from '../../shared/exports/export.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { getExportSettings } from './setting.queries.ts';
import { setDatev, setTaxNames, setVoucher } from './setting.service.ts';

export const exportsCommands: CommandHandlers<{ exportSetting: typeof exportSettingCommands }> = {
  'exportSetting.setVoucher': setVoucher,
  'exportSetting.setDatev': setDatev,
  'exportSetting.setTaxNames': setTaxNames,
};

/** The files themselves are made outside: see main/app/exports.ts. */
export const exportsQueries: QueryHandlers<{ exportSetting: typeof exportSettingQueries }> = {
  'exportSetting.get': getExportSettings,
};
