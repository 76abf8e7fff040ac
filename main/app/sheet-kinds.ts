import { productSheet } from '../catalog/product-sheet.ts';
import { channelSheet } from '../channels/channel-sheet.ts';
import { openingSheet } from '../banking/opening-sheet.ts';
import type { SheetKinds } from '../company/sheets/kind.ts';
import { customerSheet } from '../parties/customer-sheet.ts';

/** Which room brings in which kind of sheet. */
export const sheetKinds: SheetKinds = { products: productSheet, customers: customerSheet, opening: openingSheet, channelOrders: channelSheet };
