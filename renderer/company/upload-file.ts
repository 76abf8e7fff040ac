import type { ShopClient } from '../client/shop-client.ts';

/** Half a mebibyte is less than a mebibyte of JSON, which is what every door takes. */
const partBytes = 512 * 1024;

/** Hands a file over, part after part; each says where it belongs, so that one sent twice is there once. */
export async function uploadFile(client: ShopClient, file: File, onPart: (bytes: number) => void): Promise<string> {
  let importId: string | undefined;
  for (let offset = 0; offset < file.size || importId === undefined; offset += partBytes) {
    // One part after another: the first answer names the import.
    // oxlint-disable-next-line no-await-in-loop
    const part = await base64Of(file.slice(offset, offset + partBytes));
    // oxlint-disable-next-line no-await-in-loop
    ({ importId } = await client.call('sheet.upload', { ...(importId !== undefined && { importId }), fileName: file.name, offset, part }));
    onPart(Math.min(file.size, offset + partBytes));
  }
  return importId;
}

/** A data URL is what a page can make of bytes without a library: what follows the comma is base64. */
function base64Of(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : ''));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(part);
  });
}
