import { z } from 'zod';

/** How many items of one kind a batch command takes: one transaction stays short enough that nobody waits for it. */
export const batchLimit = 200;

/** The items of a batch command. */
export const zItems = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(batchLimit);

/** The result of each item, in the order they were given: a refused one never takes the others with it. */
export const zResults = <Value extends z.ZodType>(value: Value) =>
  z.array(
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value }),
      z.object({ ok: z.literal(false), refusal: zRefusal }),
    ]),
  );

/** A refusal as it travels: its code, and the details its words need. */
export const zRefusal = z.object({ code: z.string(), details: z.looseObject({}) });
