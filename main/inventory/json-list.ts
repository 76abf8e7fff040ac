import { sql } from 'kysely';

/** The numbers of a JSON text as a list to compare with: a kept statement cannot grow with its input. */
export const jsonList = (json: string) => sql<number>`(select value from json_each(${json}))`;
