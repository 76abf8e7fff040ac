import type { InputOf } from '../client/methods.ts';
import type { ShopClient } from '../client/shop-client.ts';

/** Asks the program for a report as a file and hands it to the browser as a download; answers its name. */
export async function saveReport(client: ShopClient, asked: InputOf<'report.file'>): Promise<string> {
  const { name, data } = await client.call('report.file', asked);
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
  return name;
}
