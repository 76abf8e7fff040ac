import { useTranslation } from 'react-i18next';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';

/** Where what a sheet brings is looked at, and where the sheet comes in. */
export const importPlaces = {
  products: { list: '/products', import: '/products/import' },
  customers: { list: '/customers', import: '/customers/import' },
  opening: { list: '/money/opening', import: '/money/opening/import' },
  channelOrders: { list: '/channels', import: '/channels/import' },
} as const satisfies Record<SheetKindName, object>;

/** What the list is called that a sheet fills. */
export function useSheetKindName(kind: SheetKindName): string {
  const { t } = useTranslation();
  if (kind === 'channelOrders') return t(($) => $.shell.channels);
  return kind === 'opening' ? t(($) => $.opening.title) : t(($) => $.shell[kind]);
}
