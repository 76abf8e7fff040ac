/**
 * What a posting rule asks for instead of an account: a chart maps each role to one ledger account, so one rule set serves
 * every chart. The channel is a dimension of the leg, never part of the role. Source: DOMAIN §5.
 */
export type AccountRole = keyof typeof accountRoles;

export type AccountType = 'asset' | 'liability' | 'equity' | 'income' | 'expense';

/**
 * A control account equals the sum of its open items on every day (INV-L6), so only posting rules write on it.
 * `inventory` is different: its items are the cost layers, proved by the inventory room (INV-S3).
 */
export type ControlKind =
  | 'receivable'
  | 'payable'
  | 'deposits'
  | 'clearing'
  | 'reserve'
  | 'chargebacks'
  | 'refundsPayable'
  | 'storeCredit'
  | 'points'
  | 'goodsReceivedNotInvoiced'
  | 'goodsInTransit'
  | 'goodsInDelivery'
  | 'supplierPrepayments'
  | 'supplierClaims'
  | 'inventory';

export interface RoleFacts {
  type: AccountType;
  control?: ControlKind;
}

/** Every role with the type its account must have and, for control accounts, the kind of its open items. */
export const accountRoles = {
  // Money
  bank: { type: 'asset' },
  till: { type: 'asset' },
  channelClearing: { type: 'asset', control: 'clearing' },
  channelReserve: { type: 'asset', control: 'reserve' },
  payoutInTransit: { type: 'asset' },

  // Owed to us
  accountsReceivable: { type: 'asset', control: 'receivable' },
  chargebacksReceivable: { type: 'asset', control: 'chargebacks' },
  supplierPrepayments: { type: 'asset', control: 'supplierPrepayments' },
  supplierClaims: { type: 'asset', control: 'supplierClaims' },
  inputTax: { type: 'asset' },

  // Goods
  inventory: { type: 'asset', control: 'inventory' },
  inventoryAllowance: { type: 'asset' },
  // Billed by the supplier, not yet received.
  goodsInTransit: { type: 'asset', control: 'goodsInTransit' },
  // Shipped to a customer, not yet delivered (only where revenue is recognised at delivery).
  goodsInDelivery: { type: 'asset', control: 'goodsInDelivery' },

  // Owed by us
  customerDeposits: { type: 'liability', control: 'deposits' },
  refundsPayable: { type: 'liability', control: 'refundsPayable' },
  storeCredit: { type: 'liability', control: 'storeCredit' },
  loyaltyPoints: { type: 'liability', control: 'points' },
  accountsPayable: { type: 'liability', control: 'payable' },
  goodsReceivedNotInvoiced: { type: 'liability', control: 'goodsReceivedNotInvoiced' },
  accruedLandedCost: { type: 'liability' },
  outputTax: { type: 'liability' },
  taxPayable: { type: 'liability' },

  // The owner's
  openingEquity: { type: 'equity' },
  currentYearProfit: { type: 'equity' },
  retainedEarnings: { type: 'equity' },

  // Earned
  salesRevenue: { type: 'income' },
  salesDiscounts: { type: 'income' },
  salesReturns: { type: 'income' },
  shippingIncome: { type: 'income' },
  repairIncome: { type: 'income' },
  otherChannelIncome: { type: 'income' },
  breakageIncome: { type: 'income' },
  stockGain: { type: 'income' },
  fxGain: { type: 'income' },

  // Spent
  cogs: { type: 'expense' },
  // Parts and goods used up by repairs, paid for or under warranty.
  repairCost: { type: 'expense' },
  stockLossScrap: { type: 'expense' },
  stockLossCount: { type: 'expense' },
  stockLossShrinkage: { type: 'expense' },
  stockLossOwnUse: { type: 'expense' },
  stockLossSample: { type: 'expense' },
  // The difference between the bill's price and the cost of goods sent back to a supplier.
  stockLossPurchaseReturn: { type: 'expense' },
  purchasePriceVariance: { type: 'expense' },
  freightIn: { type: 'expense' },
  inventoryWriteDown: { type: 'expense' },
  gatewayFees: { type: 'expense' },
  channelFees: { type: 'expense' },
  advertising: { type: 'expense' },
  marketing: { type: 'expense' },
  chargebackLoss: { type: 'expense' },
  badDebts: { type: 'expense' },
  tillOverShort: { type: 'expense' },
  // The explicit rounding row of an order or of a cash payment.
  roundingDifference: { type: 'expense' },
  fxLoss: { type: 'expense' },
  generalExpense: { type: 'expense' },
} as const satisfies Record<string, RoleFacts>;
