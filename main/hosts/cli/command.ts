import type { Migrations } from '../../database/migrate.ts';
import type { Platform } from '../../platform/platform.ts';
import { reachShop, type Reached } from './reach.ts';

export interface Context {
  folder: string;
  migrations: Migrations;
  /** Made only by commands that need the outside world: it creates the folder. */
  platform(): Platform;
  /** What stood after the command's name. */
  args: string[];
  flags: Readonly<Record<string, string | boolean | undefined>>;
  json: boolean;
}

/** Answers the exit code: 0 done, 1 refused or broken. */
export type Command = (context: Context) => Promise<number>;

/** Runs work against the folder's shop and leaves it again. */
export async function withShop<T>({ folder, migrations, platform }: Context, work: (shop: Reached) => Promise<T>): Promise<T> {
  const outside = platform();
  try {
    const shop = await reachShop(folder, outside, migrations);
    try {
      return await work(shop);
    } finally {
      await shop.close();
    }
  } finally {
    await outside.close();
  }
}

export const printJson = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

/** A flag that takes a text. */
export const text = (flags: Context['flags'], name: string): string | undefined => {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
};
