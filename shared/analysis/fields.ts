import { z } from 'zod';
import { demandClasses, valueClasses } from './class.rules.ts';

/** Of a hundred deliveries so many come before the shelf is empty. */
export const zServiceLevel = z.union([z.literal(80), z.literal(90), z.literal(95), z.literal(98), z.literal(99)]);

const zOfValueClass = z.object({ X: zServiceLevel, Y: zServiceLevel, Z: zServiceLevel });
export const zClassServiceLevels = z.object({ A: zOfValueClass, B: zOfValueClass, C: zOfValueClass });

export const goodsClass = { valueClass: z.enum(valueClasses), demandClass: z.enum(demandClasses) };
