import type { DocumentKind } from '../../shared/documents/document.rules.ts';
import type { MakePaper } from './kind.ts';
import { creditNote } from './kinds/credit-note-paper.ts';
import { invoice } from './kinds/invoice-paper.ts';
import { orderConfirmation, quote, receipt } from './kinds/order-paper.ts';
import { pickList } from './kinds/pick-list.ts';
import { deliveryNote, packingSlip } from './kinds/shipment-paper.ts';
import { quotationRequest } from './kinds/quotation-paper.ts';
import { statement } from './kinds/statement-paper.ts';

/** Who makes which paper. */
export const kinds: Record<DocumentKind, MakePaper> = { quote, orderConfirmation, invoice, receipt, packingSlip, pickList, deliveryNote, creditNote, statement, quotationRequest };
