import { z } from 'zod';
import { command, query } from '../contract/method.ts';
import type { ChartId } from './charts/charts.ts';

const zChartId = z.enum(['generic', 'ifrs', 'smallBusinessCn', 'us', 'uk', 'skr03', 'skr04', 'pcg']) satisfies z.ZodType<ChartId>;

const policies = z.object({
  landedCost: z.enum(['capitalise', 'expense']),
  writeDown: z.enum(['off', 'on', 'reversible']),
  revenueAt: z.enum(['shipment', 'delivery']),
  taxPoint: z.enum(['shipment', 'payment', 'invoice']),
  points: z.enum(['deferred', 'notDeferred']),
  returnsAndDiscounts: z.enum(['ownAccounts', 'inRevenue']),
  inputTax: z.enum(['deductible', 'cost']),
  expectedReturns: z.enum(['off', 'accrued']),
});

export const chartCommands = {
  install: command({
    summary: 'Give the shop a chart of accounts; possible until the first entry.',
    undo: { by: 'chart.install' },
  })
    .input(z.object({ chart: zChartId, language: z.enum(['en', 'zh-Hans', 'zh-Hant', 'official']), policies: policies.partial().optional() }))
    .output(z.object({ accounts: z.int() })),
};

export const chartQueries = {
  get: query({ summary: 'The installed chart and its policies; null before one is installed.' }).output(
    z.object({ chart: zChartId, policies }).nullable(),
  ),
};
