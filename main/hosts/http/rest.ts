import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../../../shared/app/contract.ts';
import type { Door, Session } from '../../app/door.ts';
import { isRestMethod } from '../../app/token-limits.ts';
import type { Log } from '../../platform/log.ts';
import { restRouter, withKey } from '../rpc.ts';
import { answerJson, largestBody, largestImageBody } from './answers.ts';

/** A program that was given a token: who it acts as, and which methods it was given (null: all its role may). */
export interface TokenHolder {
  session: Session;
  methods: readonly string[] | null;
}

/** Finds a token by the SHA-256 of its text, in hex: the shop's file never holds the text itself. */
export type FindToken = (hash: string) => Promise<TokenHolder | undefined>;

const isServed = ({ path }: { path: readonly string[] }): boolean => isRestMethod(path.join('.'));

/** The contract as OpenAPI 3.1; made when first asked for. */
async function describeApi(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: { title: 'Shopwright', version: '1' },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    filter: isServed,
  });
}

const methodOf = (url: string): string => (url.split('?', 1)[0] ?? '').slice('/api/'.length).replace('/', '.');

async function holderOf(request: IncomingMessage, findToken: FindToken): Promise<TokenHolder | undefined> {
  const token = /^Bearer ([\w.~+/-]{16,200})$/.exec(request.headers.authorization ?? '')?.[1];
  return token ? findToken(createHash('sha256').update(token).digest('hex')) : undefined;
}

/** Answers everything under /api: the contract's methods for holders of a token, and its description. */
export function serveRest(door: Door, log: Log, findToken: FindToken) {
  const taking = (maxBodySize: number) => new OpenAPIHandler(restRouter(door, log), { ...withKey, filter: isServed, plugins: [new BodyLimitPlugin({ maxBodySize })] });
  const [plain, withImage] = [taking(largestBody), taking(largestImageBody)];
  let description: Promise<object> | undefined;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '';
    if (url === '/api/openapi.json') return answerJson(response, 200, await (description ??= describeApi()));
    const holder = await holderOf(request, findToken);
    if (!holder) return answerJson(response, 401, { code: 'token' });
    if (holder.methods && !holder.methods.includes(methodOf(url))) return answerJson(response, 403, { code: 'method' });
    const handler = ['image.add', 'stocktakePhoto.add', 'attachment.add', 'slip.take'].includes(methodOf(url)) ? withImage : plain;
    const { matched } = await handler.handle(request, response, { prefix: '/api', context: { session: holder.session } });
    if (!matched) answerJson(response, 404, { code: 'unknown' });
  };
}
