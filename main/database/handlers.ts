import type { AnyContractProcedure } from '@orpc/contract';
import type { z } from 'zod';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor, Reader, Tx } from './handles.ts';

/** Features of a contract: `{ order: { list, get }, shipment: { … } }`. */
export type Features = Record<string, Record<string, AnyContractProcedure>>;

export type MethodsOf<F extends Features> = { [K in keyof F & string]: `${K}.${keyof F[K] & string}` }[keyof F & string];

type ProcedureOf<F extends Features, Name> = Name extends `${infer K}.${infer V}` ? (K extends keyof F ? (V extends keyof F[K] ? F[K][V] : never) : never) : never;

type SchemaOf<P, Side extends 'inputSchema' | 'outputSchema'> = P extends { '~orpc': { [S in Side]?: infer Schema } } ? Exclude<Schema, undefined> : never;

/** What a handler receives: the input after it was parsed. */
export type InputOf<F extends Features, Name> = SchemaOf<ProcedureOf<F, Name>, 'inputSchema'> extends z.ZodType ? z.output<SchemaOf<ProcedureOf<F, Name>, 'inputSchema'>> : undefined;

/** What a caller gives: fields with a default may be left out. */
export type AskOf<F extends Features, Name> = SchemaOf<ProcedureOf<F, Name>, 'inputSchema'> extends z.ZodType ? z.input<SchemaOf<ProcedureOf<F, Name>, 'inputSchema'>> : undefined;

/** What a handler answers. */
export type OutputOf<F extends Features, Name> = SchemaOf<ProcedureOf<F, Name>, 'outputSchema'> extends z.ZodType ? z.input<SchemaOf<ProcedureOf<F, Name>, 'outputSchema'>> : unknown;

/** Which service answers which command. */
export type CommandHandlers<F extends Features> = { [Name in MethodsOf<F>]: (tx: Tx, input: InputOf<F, Name>) => OutputOf<F, Name> };

/** Which query answers which question. */
export type QueryHandlers<F extends Features> = { [Name in MethodsOf<F>]: (reader: Reader, input: InputOf<F, Name>, actor: Actor, now: Instant) => OutputOf<F, Name> };
