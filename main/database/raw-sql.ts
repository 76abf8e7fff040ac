import type { RawBuilder } from 'kysely';
import { db } from './builder.ts';
import type { Reader } from './handles.ts';

/** The answer to a question the builder cannot say, written as SQL: proofs compare whole tables set by set. */
export const askSql = <Row>(reader: Reader, query: RawBuilder<Row>): Row[] => reader.all({ compile: () => query.compile(db) });
