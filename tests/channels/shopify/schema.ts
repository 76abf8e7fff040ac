import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

export const versions = ['2026-07', '2026-10'] as const;
type Version = (typeof versions)[number];

/** Shopify's own description of its API, where it lies beside the checkout; it is not ours to pass on. */
const fileOf = (version: Version): URL => new URL(`../../../../shared/specs/shopify/admin_${version}.introspection.json.gz`, import.meta.url);

export const schemaIsHere = versions.every((version) => existsSync(fileOf(version)));
if (!schemaIsHere) console.log('skipped: no schema of Shopify beside the checkout');

const known = new Map<Version, GraphQLSchema>();

/** Read once: it is 3,500 types. */
export function schemaOf(version: Version): GraphQLSchema {
  const schema = known.get(version) ?? buildClientSchema((JSON.parse(gunzipSync(readFileSync(fileOf(version))).toString()) as { data: IntrospectionQuery }).data);
  known.set(version, schema);
  return schema;
}
