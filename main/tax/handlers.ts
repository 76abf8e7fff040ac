import type { taxReturnCommands, taxReturnQueries } from '../../shared/tax/return.contract.ts';
import type { taxSettingCommands, taxSettingQueries } from '../../shared/tax/setting.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { getTaxReturn, listTaxLines, taxCalendar } from './return.queries.ts';
import { fileTaxReturn, withdrawTaxReturn } from './return.service.ts';
import { getTaxSetting, setTaxParts, setTaxSetting, setTaxStatus } from './setting.service.ts';

export const taxCommands: CommandHandlers<{ taxReturn: typeof taxReturnCommands; taxSetting: typeof taxSettingCommands }> = {
  'taxReturn.file': fileTaxReturn,
  'taxReturn.withdraw': withdrawTaxReturn,
  'taxSetting.set': setTaxSetting,
  'taxSetting.setStatus': setTaxStatus,
  'taxSetting.setParts': setTaxParts,
};

export const taxQueries: QueryHandlers<{ taxReturn: typeof taxReturnQueries; taxSetting: typeof taxSettingQueries }> = {
  'taxReturn.calendar': taxCalendar,
  'taxReturn.get': getTaxReturn,
  'taxReturn.lines': listTaxLines,
  'taxSetting.get': getTaxSetting,
};
