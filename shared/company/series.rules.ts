/** How the numbers of each kind of document begin, until the owner sets another prefix. */
export const seriesDefaults = {
  customer: { prefix: 'C-', digits: 6 },
  supplier: { prefix: 'S-', digits: 5 },
  salesOrder: { prefix: 'SO-', digits: 6 },
  shipment: { prefix: 'SH-', digits: 6 },
  pickWave: { prefix: 'W-', digits: 5 },
  parcel: { prefix: 'PK-', digits: 6 },
  invoice: { prefix: 'INV-', digits: 6 },
  creditNote: { prefix: 'CN-', digits: 6 },
  payment: { prefix: 'PAY-', digits: 6 },
  refund: { prefix: 'RF-', digits: 6 },
  drawer: { prefix: 'Z-', digits: 5 },
  rma: { prefix: 'RMA-', digits: 6 },
  repair: { prefix: 'RP-', digits: 5 },
  goodsReturn: { prefix: 'RET-', digits: 6 },
  quotationRequest: { prefix: 'RFQ-', digits: 5 },
  purchaseOrder: { prefix: 'PO-', digits: 6 },
  goodsReceipt: { prefix: 'GR-', digits: 6 },
  purchaseReturn: { prefix: 'PR-', digits: 6 },
  landedCost: { prefix: 'LC-', digits: 5 },
  supplierClaim: { prefix: 'CL-', digits: 5 },
  supplierBill: { prefix: 'BILL-', digits: 6 },
  stockAdjustment: { prefix: 'ADJ-', digits: 6 },
  stockTransfer: { prefix: 'TR-', digits: 6 },
  stocktake: { prefix: 'ST-', digits: 5 },
  journalEntry: { prefix: 'JE-', digits: 6 },
} as const satisfies Record<string, { prefix: string; digits: number }>;

export type SeriesCode = keyof typeof seriesDefaults;

/** A document's number: the counter padded to a width it may outgrow (`JE-000042`). */
export const numberText = (prefix: string, digits: number, counter: number): string => prefix + String(counter).padStart(digits, '0');
