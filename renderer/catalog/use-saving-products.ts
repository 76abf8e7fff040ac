import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveAnswered } from '../client/save-file.ts';
import { useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useToasts } from '../ui/toast.tsx';
import { filterOf, type ProductSearch } from './product-search.ts';

/** Saves the products the list shows, all of them, as a workbook the import reads back. */
export function useSavingProducts(search: ProductSearch): { action: Action; pending: boolean; problem: unknown } {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    const { name: fileName, data, products: count } = await client.call('product.file', { filter: filterOf(search), format: 'xlsx' });
    saveAnswered({ fileName, data, mediaType: 'application/octet-stream' });
    show(t(($) => $.catalog.sheetSaved, { count, name: fileName }));
  };
  const run = (): void => {
    if (pending) return;
    setPending(true);
    setProblem(null);
    save().catch(setProblem).finally(() => setPending(false));
  };
  return { action: { id: 'products.save', label: t(($) => $.catalog.saveSheet), group: t(($) => $.shell.products), keys: 'w', run }, pending, problem };
}
