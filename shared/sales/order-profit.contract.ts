import { z } from 'zod';
import { needs, zCurrency, zId, zInstant, zMinor, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zAdSpend } from './ad-spend.contract.ts';
import { profitKinds, toldKinds } from './order-profit.rules.ts';

const zSource = z.enum(['payout', 'carrier', 'ads', 'person']);

export const orderCostCommands = {
  record: command({ summary: 'Say what an order really cost beside its goods.', undo: { by: 'orderCost.withdraw' } })
    .input(
      z.object({
        orderId: zId,
        kind: z.enum(toldKinds),
        amount: zMinor.refine((value) => value !== 0),
        source: zSource.default('person'),
        note: z.string().trim().max(500).default(''),
        occurredAt: zInstant.exactOptional(),
      }),
    )
    .output(z.object({ orderCostId: zId })),
  withdraw: command({ summary: 'Take a cost back that was said by mistake.', undo: { by: 'orderCost.restore' } })
    .input(z.object({ orderCostId: zId }))
    .output(z.object({ orderId: zId })),
  restore: command({ summary: 'Let a cost count again that was taken back.', undo: { by: 'orderCost.withdraw' } })
    .input(z.object({ orderCostId: zId }))
    .output(z.object({ orderId: zId })),
};

const zPart = z.object({ kind: z.enum(profitKinds), amount: zMinor, estimate: zMinor, isActual: z.boolean() });
const zLine = z.object({ orderLineId: zId, sales: zMinor, goods: zMinor, costs: zMinor, profit: zMinor });

export const orderProfitQueries = {
  profit: query({ summary: 'What an order leaves, part by part and line by line: as told so far, and as it was estimated.' })
    .input(z.object({ orderId: zId }))
    .output(
      z.object({
        orderId: zId,
        currency: zCurrency,
        sales: zMinor,
        profit: needs('margin', zMinor),
        /** Of what was sold, without tax. */
        margin: needs('margin', zRatePpm.nullable()),
        estimated: needs('margin', zMinor),
        parts: needs('margin', z.array(zPart)),
        lines: needs('margin', z.array(zLine)),
        unknownCost: z.boolean(),
        /** What it bears of advertising of its days, by what it sells for; part of the kind `ads`. */
        ads: needs('cost', z.array(zAdSpend.extend({ orders: z.int(), share: zMinor }))),
        told: needs('cost', z.array(z.object({ id: zId, kind: z.enum(toldKinds), amount: zMinor, source: zSource, note: z.string(), occurredAt: zInstant }))),
      }),
    ),
};
