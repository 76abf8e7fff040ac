import { sheetWork } from '../../main/app/sheet-work.ts';
import { SheetDesk } from '../../main/app/sheets.ts';
import type { Store } from '../../main/app/store.ts';
import type { InputOf, OutputOf } from '../../main/database/handlers.ts';
import type { SheetKindName, sheetQueries } from '../../shared/company/sheet.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import type { TestShop } from './shop.ts';

type Sheets = { sheet: typeof sheetQueries };
type Ask<Verb extends string> = Verb extends keyof typeof sheetQueries ? InputOf<Sheets, `sheet.${Verb}`> : never;
type Answer<Verb extends string> = Verb extends keyof typeof sheetQueries ? OutputOf<Sheets, `sheet.${Verb}`> : never;

const partBytes = 500_000;

/** Does the work of a sheet's thread in this one: starting a thread takes longer than a small sheet. */
function startHere(folder: string, importId: string) {
  const work = sheetWork(folder, importId) as Record<string, (...args: never[]) => Promise<unknown>>;
  return { call: (name: string, ...args: unknown[]) => work[name]!(...(args as never[])), stop: async () => undefined };
}

/** The desk of a test's shop, with real files and, when asked, real threads; commands go to the shop's own core. */
export function deskOf(shop: TestShop, threads: 'here' | 'own' = 'here') {
  const command = async (...[actor, method, input, key]: Parameters<Store['command']>) => shop.core.command(actor, method, input, key);
  const desk = new SheetDesk({ command } as Store, shop.folder, () => instant(Date.now()), ...(threads === 'here' ? [startHere] : []));
  const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;
  return {
    desk,
    async upload(fileName: string, content: string | Uint8Array): Promise<string> {
      const bytes = Buffer.from(content);
      let importId: string | undefined;
      for (let from = 0; from === 0 || from < bytes.length; from += partBytes) {
        const part = bytes.subarray(from, from + partBytes).toString('base64');
        ({ importId } = await desk.upload({ ...(importId && { importId }), fileName, offset: from, part }));
      }
      return importId ?? '';
    },
    read: (asked: Ask<'read'>) => desk.read(asked) as Promise<Answer<'read'>>,
    check: (asked: Ask<'check'>) => desk.check(asked) as Promise<Answer<'check'>>,
    rows: (asked: Ask<'rows'>) => desk.rows(asked) as Answer<'rows'>,
    bringIn: (importId: string) => desk.bringIn(owner, { importId }, {}) as Promise<{ sheetImportId: number; counts: Answer<'check'>['counts'] }>,
    /** From a file's text to its dry run, by what the program guesses itself. */
    async tryOut(content: string | Uint8Array, kind: SheetKindName = 'products') {
      const importId = await this.upload('sheet.csv', content);
      const { mapping, numbers } = await this.read({ importId, kind });
      return { importId, ...(await this.check({ importId, mapping, numbers })) };
    },
  };
}
