import type { IncomingHttpHeaders } from 'node:http';

export interface Asked {
  method: string;
  /** Below `/wp-json/wc/v3/`: `orders/12`; of another namespace below `/wp-json`: `/wc-ast/v3/orders/12`. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
  /** Scheme, host and port as the client wrote them. */
  origin: string;
  secure: boolean;
}

export interface Answered {
  status: number;
  body: unknown;
  headers: Record<string, string>;
}

/** WordPress' own form of an error; thrown by the routes. */
export class WpError extends Error {
  readonly answer: Answered;

  constructor(status: number, code: string, message: string, data: unknown = { status }) {
    super(message);
    this.answer = { status, body: { code, message, data }, headers: {} };
  }
}

/** `woocommerce` validates parameters before anything else and names each. */
export function invalidParameter(name: string, code: string, message: string, detail: unknown = null): WpError {
  const data = { status: 400, params: { [name]: message }, details: { [name]: { code, message, data: detail } } };
  return new WpError(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`, data);
}

export const found = (body: unknown, allow = 'GET, POST, PUT, PATCH, DELETE'): Answered => ({
  status: 200,
  body,
  headers: { Allow: allow },
});

export const created = (body: unknown, location: string): Answered => ({
  status: 201,
  body,
  headers: { Allow: 'GET, POST', Location: location },
});

/** One page of a list with WordPress' counting headers. Past the last page it says there is nothing at all. */
export function listed(rows: readonly unknown[], asked: Asked): Answered {
  const perPage = wholeParameter(asked, 'per_page', 10, 100);
  const page = wholeParameter(asked, 'page', 1, 1_000_000);
  const offset = Number(asked.query.get('offset') ?? (page - 1) * perPage);
  const body = rows.slice(offset, offset + perPage).map((row) => narrowed(row, asked));
  const beyond = body.length === 0 && page > 1;
  const total = beyond ? 0 : rows.length;
  const pages = Math.ceil(total / perPage);
  const links = [
    ...(page > 1 ? [pageLink(asked, Math.min(page - 1, pages), 'prev')] : []),
    ...(page < pages ? [pageLink(asked, page + 1, 'next')] : []),
  ];
  const headers = { 'X-WP-Total': String(total), 'X-WP-TotalPages': String(pages), Allow: 'GET, POST' };
  return { status: 200, body, headers: links.length === 0 ? headers : { ...headers, Link: links.join(', ') } };
}

function pageLink(asked: Asked, page: number, rel: string): string {
  const query = new URLSearchParams(asked.query);
  query.set('page', String(page));
  return `<${asked.origin}/wp-json/wc/v3/${asked.path}?${query.toString()}>; rel="${rel}"`;
}

function wholeParameter(asked: Asked, name: string, fallback: number, most: number): number {
  const text = asked.query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw invalidParameter(name, 'rest_out_of_bounds', `${name} must be between 1 (inclusive) and ${most} (inclusive)`);
}

export function narrowed(row: unknown, asked: Asked): unknown {
  const fields = asked.query.get('_fields')?.split(',');
  if (!fields || typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
}

/** JSON as PHP writes it: slashes and everything beyond ASCII escaped. */
export const phpJson = (body: unknown): string =>
  JSON.stringify(body)
    .replaceAll('/', '\\/')
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
