import type { InputOf } from '../client/methods.ts';
import { saveAnswered } from '../client/save-file.ts';
import type { ShopClient } from '../client/shop-client.ts';

/** Asks the program for a report as a file and hands it to the browser as a download; answers its name. */
export const saveReport = async (client: ShopClient, asked: InputOf<'report.file'>): Promise<string> => saveNamed(await client.call('report.file', asked));

/** A file the program wrote, as a download; answers its name. */
export function saveNamed({ name, data }: { name: string; data: string }): string {
  saveAnswered({ fileName: name, data, mediaType: 'application/octet-stream' });
  return name;
}
