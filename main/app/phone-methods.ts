import type { Contract } from '../../shared/app/contract.ts';
import type { MethodsOf } from '../database/handlers.ts';

/**
 * All that a paired phone may ask and do: pick a wave, receive a delivery, count a list. The one reviewed list beside the
 * matrix of roles; nothing is answered on the shop's network that does not stand here, whoever the phone belongs to.
 */
export const phoneMethods: ReadonlySet<string> = new Set<MethodsOf<Contract>>([
  'session.get',
  'shop.get',
  'location.list',
  'barcode.resolve',
  'lot.ofGoods',

  'wave.list',
  'wave.get',
  'pick.take',
  'pick.putBack',
  'pick.short',
  'pick.found',

  'purchaseOrder.list',
  'purchaseOrder.get',
  'lot.scan',
  'purchaseReceipt.receive',

  'stocktake.list',
  'stocktake.get',
  'stocktake.join',
  'stocktake.sheet',
  'stocktake.scans',
  'stocktake.scan',
]);
