import type { InputOf } from '../client/methods.ts';
import type { ShopClient } from '../client/shop-client.ts';

/** Asks the program for a PDF and hands it to the browser as a download. */
export async function savePdf(client: ShopClient, asked: InputOf<'document.pdf'>): Promise<void> {
  const { name, data } = await client.call('document.pdf', asked);
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
