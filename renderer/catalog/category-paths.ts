import type { OutputOf } from '../client/methods.ts';
import type { ShopClient } from '../client/shop-client.ts';

export type Category = OutputOf<'category.list'>['categories'][number];

const between = ' > ';

/** A category as people name it, from the outermost: Rods > Carbon. */
export function pathOf(categories: readonly Category[], id: number): string {
  const category = categories.find((one) => one.id === id);
  if (!category) return '';
  return category.parentId === null ? category.name : `${pathOf(categories, category.parentId)}${between}${category.name}`;
}

/** The category of a path; those it lacks are made, from the outermost on. */
export async function categoryOfPath(client: ShopClient, categories: readonly Category[], path: string): Promise<number | undefined> {
  const names = path.split('>').map((part) => part.trim()).filter((part) => part !== '');
  let parentId: number | null = null;
  for (const name of names) {
    const within: number | null = parentId;
    const known: Category | undefined = categories.find((one) => one.parentId === within && one.name === name);
    // Each lies in the one before it.
    // oxlint-disable-next-line no-await-in-loop
    parentId = known?.id ?? (await client.call('category.create', { name, parentId: within })).categoryId;
  }
  return parentId ?? undefined;
}
