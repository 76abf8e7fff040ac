import type { ChartId } from '../../accounting/charts/charts.ts';
import { commonLayouts, type Groups } from './common.ts';
import { skr03Layouts, skr04Layouts } from './hgb.ts';
import type { Layouts } from './layout.rules.ts';
import { pcgLayouts } from './pcg.ts';
import { smallBusinessCnLayouts } from './small-business-cn.ts';

/** Free numbers of the two short charts: what a shop adds there is shown where it belongs. */
const generic: Groups = { money: ['100', '101'], fixed: ['15', '16', '17'], depreciated: ['18', '19'], prepaid: ['14'], loans: ['24', '25'], wages: ['65'], depreciation: ['66'], interest: ['70'], incomeTax: ['80'] };
const ifrs: Groups = { money: ['1101', '1102'], fixed: ['15', '16', '17'], depreciated: ['18', '19'], prepaid: ['14'], loans: ['24', '25'], wages: ['621'], depreciation: ['622'], interest: ['640'], incomeTax: ['700'] };
const us: Groups = { money: ['101', '102'], fixed: ['150', '151', '152'], depreciated: ['159'], prepaid: ['13000', '131'], loans: ['27'], wages: ['610', '611', '24'], depreciation: ['632'], interest: ['800'], incomeTax: ['89'] };
const uk: Groups = { money: ['120', '123'], fixed: ['00'], depreciated: ['0039', '0049'], prepaid: ['115'], loans: ['24'], wages: ['70', '221', '222'], depreciation: ['80'], interest: ['7900'], incomeTax: ['90', '223'] };

/** The statements of every chart. */
export const layoutsOf: Record<ChartId, Layouts> = {
  generic: commonLayouts(generic),
  ifrs: commonLayouts(ifrs),
  us: commonLayouts(us),
  uk: commonLayouts(uk),
  smallBusinessCn: smallBusinessCnLayouts,
  skr03: skr03Layouts,
  skr04: skr04Layouts,
  pcg: pcgLayouts,
};
