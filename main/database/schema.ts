// Written by scripts/schema-types.ts from the migrations; change the SQL, not this file.
import type { Generated } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';

/** Every table of the shop’s file, with the unit of every number. */
export interface Schema {
  shop: {
    id: Generated<number>;
    name: string;
    country: string;
    baseCurrency: string;
    timeZone: string;
    language: 'en' | 'zh-Hans' | 'zh-Hant';
    fiscalYearStartMonth: number;
    costingMethod: 'fifo' | 'movingAverage';
    pricesIncludeTax: number;
    chart: string;
    goLiveAt: Instant;
    databaseId: string;
    epoch: number;
  };
  user: {
    id: Generated<number>;
    name: string;
    role: 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant';
    language: Generated<'en' | 'zh-Hans' | 'zh-Hant' | null>;
    pinSalt: Generated<string | null>;
    pinHash: Generated<string | null>;
    blocked: Generated<number>;
    wrongTries: Generated<number>;
    lockedUntilAt: Generated<Instant | null>;
  };
  device: {
    id: Generated<number>;
    name: string;
    kind: 'laptop' | 'browser' | 'scanner' | 'cli';
    registeredAt: Instant;
  };
  token: {
    id: Generated<number>;
    name: string;
    hash: string;
    role: 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant';
    userId: number;
    methods: Generated<string | null>;
    endsAt: Generated<Instant | null>;
    lastUsedAt: Generated<Instant | null>;
    createdAt: Instant;
    revokedAt: Generated<Instant | null>;
  };
  series: {
    code: string;
    prefix: string;
    next: number;
    digits: Generated<number>;
  };
  command: {
    id: Generated<number>;
    method: string;
    recordedAt: Instant;
    userId: number;
    role: 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant';
    deviceId: Generated<number | null>;
    via: 'app' | 'rest' | 'cli' | 'sync';
    inputDigest: string;
    changes: Generated<string>;
    proofs: Generated<string>;
    hash: Generated<string>;
  };
  commandBody: {
    commandId: Generated<number>;
    salt: string;
    input: Generated<string | null>;
    result: Generated<string | null>;
  };
  commandKey: {
    key: string;
    commandId: number;
    inputDigest: string;
    result: string;
  };
  job: {
    id: Generated<number>;
    kind: string;
    method: string;
    batches: string;
    total: number;
    done: Generated<number>;
    refused: Generated<number>;
    nextBatch: Generated<number>;
    state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
    refusals: string;
    userId: number;
    role: 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant';
    createdAt: Instant;
    finishedAt: Generated<Instant | null>;
  };
  migration: {
    number: Generated<number>;
    name: string;
    digest: string;
  };
  category: {
    id: Generated<number>;
    parentId: Generated<number | null>;
    name: string;
    products: Generated<number>;
  };
  taxClass: {
    id: Generated<number>;
    code: string;
    name: string;
    treatment: Generated<string>;
  };
  taxRate: {
    id: Generated<number>;
    taxClassId: number;
    country: string;
    region: Generated<string>;
    rate: RatePpm;
    validFromOn: Day;
  };
  product: {
    id: Generated<number>;
    name: string;
    sortName: string;
    description: Generated<string>;
    state: 'draft' | 'active' | 'archived';
    taxClassId: number;
    createdAt: Instant;
  };
  productCategory: {
    productId: number;
    categoryId: number;
  };
  variant: {
    id: Generated<number>;
    productId: number;
    sku: string;
    optionValues: Generated<string>;
    unitOfMeasure: Generated<string>;
    unitDecimals: Generated<number>;
    weightGrams: Generated<number>;
    state: Generated<'active' | 'archived'>;
    position: number;
  };
  barcode: {
    id: Generated<number>;
    variantId: number;
    code: string;
    kind: 'gtin' | 'text';
    packQuantity: Generated<Quantity>;
    supplierId: Generated<number | null>;
  };
  tag: {
    id: Generated<number>;
    name: string;
  };
  productTag: {
    productId: number;
    tagId: number;
  };
  attribute: {
    id: Generated<number>;
    name: string;
    kind: 'text' | 'number' | 'choice';
    unit: Generated<string>;
    choices: Generated<string>;
    categoryId: Generated<number | null>;
  };
  productAttribute: {
    productId: number;
    attributeId: number;
    value: string;
  };
  facetPage: {
    facet: string;
    value: string;
    page: number;
    size: number;
    bits: Uint8Array;
  };
  image: {
    hash: string;
    kind: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';
    width: number;
    height: number;
    bytes: number;
    look: string;
    commandId: number;
  };
  productImage: {
    id: Generated<number>;
    productId: number;
    hash: string;
    position: number;
    alt: Generated<string>;
  };
  collection: {
    id: Generated<number>;
    name: string;
    filter: string;
  };
  price: {
    id: Generated<number>;
    variantId: number;
    currency: string;
    amount: Generated<UnitPrice | null>;
    validFromAt: Instant;
    commandId: number;
  };
  fieldHistory: {
    id: Generated<number>;
    kind: string;
    subjectId: number;
    field: string;
    oldValue: string;
    newValue: string;
    commandId: number;
  };
  customer: {
    id: Generated<number>;
    number: string;
    kind: 'person' | 'company';
    name: string;
    sortName: string;
    taxNumber: Generated<string | null>;
    language: Generated<'en' | 'zh-Hans' | 'zh-Hant' | null>;
    note: Generated<string>;
    blocked: Generated<number>;
    mergedIntoId: Generated<number | null>;
    createdAt: Instant;
  };
  customerContact: {
    id: Generated<number>;
    customerId: number;
    kind: 'email' | 'phone';
    value: string;
    key: Generated<string | null>;
  };
  customerAddress: {
    id: Generated<number>;
    customerId: number;
    kind: 'billing' | 'shipping';
    recipient: Generated<string>;
    company: Generated<string>;
    line1: Generated<string>;
    line2: Generated<string>;
    city: Generated<string>;
    region: Generated<string>;
    postcode: Generated<string>;
    country: string;
    raw: Generated<string>;
    key: Generated<string | null>;
  };
  customerConsent: {
    id: Generated<number>;
    customerId: number;
    purpose: 'email' | 'sms' | 'phone' | 'post';
    given: number;
    occurredAt: Instant;
    source: string;
    commandId: number;
  };
  customerMerge: {
    id: Generated<number>;
    customerId: number;
    intoId: number;
    moved: string;
    mergedAt: Instant;
    undoneAt: Generated<Instant | null>;
    commandId: number;
  };
  customerHistory: {
    id: Generated<number>;
    customerId: number;
    field: string;
    oldValue: string;
    newValue: string;
    commandId: number;
  };
  supplier: {
    id: Generated<number>;
    code: string;
    name: string;
    sortName: string;
    currency: string;
    paymentDays: number;
    leadTimeDays: number;
    minimumOrder: Minor;
    taxNumber: Generated<string | null>;
    contactName: Generated<string>;
    email: Generated<string>;
    phone: Generated<string>;
    address: Generated<string>;
    note: Generated<string>;
    blocked: Generated<number>;
    createdAt: Instant;
  };
  installedChart: {
    id: Generated<number>;
    chart: string;
    policies: string;
    commandId: number;
  };
  ledgerAccount: {
    id: Generated<number>;
    code: string;
    name: string;
    type: 'asset' | 'liability' | 'equity' | 'income' | 'expense';
    control: Generated<string | null>;
    blocked: Generated<number>;
    commandId: number;
    currency: Generated<string | null>;
  };
  accountRole: {
    role: string;
    ledgerAccountId: number;
  };
  journalEntry: {
    id: Generated<number>;
    number: string;
    postedOn: Day;
    occurredAt: Instant;
    recordedAt: Instant;
    sourceKind: string;
    sourceId: number;
    ruleId: string;
    ruleVersion: number;
    memoKey: string;
    memoValues: string;
    terms: string;
    textDigest: Generated<string | null>;
    reversesId: Generated<number | null>;
    digest: Generated<string | null>;
    postedAt: Generated<Instant | null>;
    commandId: number;
  };
  entryText: {
    entryId: Generated<number>;
    salt: string;
    text: string;
  };
  posting: {
    entryId: number;
    lineNo: number;
    ledgerAccountId: number;
    postedOn: Day;
    amount: Minor;
    channelId: Generated<number | null>;
    itemKind: Generated<string | null>;
    itemId: Generated<number | null>;
    currency: Generated<string | null>;
    foreignAmount: Generated<Minor | null>;
    locationId: Generated<number | null>;
    campaignId: Generated<number | null>;
  };
  periodLock: {
    id: Generated<number>;
    kind: 'lock' | 'reopen';
    throughOn: Generated<Day | null>;
    atSequence: number;
    reason: string;
    recordedAt: Instant;
    commandId: number;
  };
  ledgerDay: {
    ledgerAccountId: number;
    dayOn: Day;
    debit: Minor;
    credit: Minor;
  };
  openItem: {
    ledgerAccountId: number;
    itemKind: string;
    itemId: number;
    balance: Minor;
    foreignBalance: Generated<Minor>;
    sinceOn: Generated<Day>;
    lastOn: Generated<Day>;
    channelId: Generated<number>;
  };
  location: {
    id: Generated<number>;
    name: string;
    kind: 'shop' | 'warehouse' | 'inTransit';
    negativePolicy: 'refuse' | 'allow';
    negativeDays: Generated<number>;
    sellable: number;
    blocked: Generated<number>;
    owner: Generated<string | null>;
    holder: Generated<string | null>;
  };
  bin: {
    id: Generated<number>;
    locationId: number;
    code: string;
    blocked: Generated<number>;
  };
  goodsReceipt: {
    id: Generated<number>;
    number: string;
    locationId: number;
    note: Generated<string | null>;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  adjustmentReason: {
    code: string;
    name: Generated<string | null>;
    role: 'stockLossScrap' | 'stockLossShrinkage' | 'stockLossCount' | 'stockLossOwnUse' | 'stockLossSample';
    blocked: Generated<number>;
  };
  stockTransfer: {
    id: Generated<number>;
    number: string;
    fromLocationId: number;
    toLocationId: number;
    note: Generated<string | null>;
    sentAt: Instant;
    closedAt: Generated<Instant | null>;
    commandId: number;
  };
  stockTransferLine: {
    stockTransferId: number;
    variantId: number;
    quantity: Quantity;
    settled: Generated<Quantity>;
  };
  stockAdjustment: {
    id: Generated<number>;
    kind: 'adjustment' | 'opening' | 'hold' | 'consignment';
    reason: Generated<string | null>;
    note: Generated<string | null>;
    stockTransferId: Generated<number | null>;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  binMove: {
    id: Generated<number>;
    variantId: number;
    locationId: number;
    fromBinId: Generated<number | null>;
    toBinId: Generated<number | null>;
    quantity: Quantity;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  stockMovement: {
    id: Generated<number>;
    variantId: number;
    locationId: number;
    binId: Generated<number | null>;
    quantity: Quantity;
    held: Quantity;
    kind: 'receipt' | 'opening' | 'shipment' | 'cancellation' | 'return' | 'gain' | 'loss' | 'transfer' | 'move' | 'hold' | 'consignment';
    reason: Generated<string | null>;
    role: Generated<string | null>;
    ofMovementId: Generated<number | null>;
    occurredAt: Instant;
    recordedAt: Instant;
    postedOn: Day;
    sourceKind: string;
    sourceId: number;
    commandId: number;
  };
  stockLevel: {
    variantId: number;
    locationId: number;
    onHand: Quantity;
    onHold: Quantity;
    allocated: Quantity;
  };
  binLevel: {
    variantId: number;
    binId: number;
    onHand: Quantity;
    onHold: Quantity;
  };
  stockMonth: {
    variantId: number;
    locationId: number;
    month: string;
    quantity: Quantity;
    held: Quantity;
  };
  negativeStock: {
    id: Generated<number>;
    variantId: number;
    locationId: number;
    movementId: number;
    openedAt: Instant;
    deadlineAt: Instant;
    note: Generated<string | null>;
    closedAt: Generated<Instant | null>;
    commandId: number;
  };
  allocation: {
    orderLineId: number;
    locationId: number;
    variantId: number;
    quantity: Quantity;
    allocatedAt: Instant;
    expiresAt: Generated<Instant | null>;
    commandId: number;
  };
  allocationChange: {
    id: Generated<number>;
    orderLineId: number;
    variantId: number;
    locationId: number;
    quantity: Quantity;
    changedAt: Instant;
    commandId: number;
  };
  reservationExpiry: {
    id: Generated<number>;
    orderLineId: number;
    locationId: number;
    variantId: number;
    quantity: Quantity;
    allocatedAt: Instant;
    expiresAt: Instant;
    freedAt: Instant;
    commandId: number;
  };
  stockSetting: {
    id: Generated<number>;
    reservationHours: Generated<number | null>;
    heldHours: Generated<number | null>;
    tellHours: Generated<number | null>;
    keepingDecided: Generated<number>;
  };
  costLayer: {
    movementId: Generated<number>;
    variantId: number;
    kind: 'receipt' | 'pool' | 'owed';
    quantity: Quantity;
    value: Minor;
  };
  layerChange: {
    id: Generated<number>;
    layerId: number;
    movementId: number;
    drawId: Generated<number | null>;
    quantity: Quantity;
    value: Minor;
    postedOn: Day;
    recosting: number;
    commandId: number;
  };
  variantTracking: {
    variantId: Generated<number>;
    tracking: 'none' | 'lot' | 'serial';
    sinceMovementId: number;
    costingMethod: Generated<'fifo' | 'movingAverage' | null>;
    commandId: number;
  };
  lot: {
    id: Generated<number>;
    variantId: number;
    code: string;
    expiresOn: Generated<Day | null>;
    held: Generated<number>;
    commandId: number;
  };
  movementLot: {
    movementId: number;
    lotId: number;
    quantity: Quantity;
    held: Quantity;
    commandId: number;
  };
  lotLevel: {
    lotId: number;
    locationId: number;
    onHand: Quantity;
    onHold: Quantity;
  };
  lotBinLevel: {
    lotId: number;
    binId: number;
    onHand: Quantity;
    onHold: Quantity;
  };
  incomingChange: {
    id: Generated<number>;
    variantId: number;
    locationId: number;
    quantity: Quantity;
    dueOn: Generated<Day | null>;
    sourceKind: string;
    sourceId: number;
    changedAt: Instant;
    commandId: number;
  };
  salesOrder: {
    id: Generated<number>;
    number: Generated<string | null>;
    channelId: Generated<number | null>;
    externalId: Generated<string | null>;
    shownNumber: string;
    customerId: Generated<number | null>;
    currency: string;
    orderedAt: Instant;
    orderedOn: Day;
    shipByAt: Instant;
    intake: 'new' | 'takenOver' | 'history';
    pricesIncludeTax: number;
    taxBy: 'shop' | 'channel';
    total: Minor;
    claim: Minor;
    note: Generated<string>;
    channelStatus: Generated<string | null>;
    awaitsPayment: Generated<number>;
    payMethod: Generated<string>;
    contentHash: Generated<string | null>;
    versionAt: Generated<Instant | null>;
    payment: 'notDue' | 'unpaid' | 'partlyPaid' | 'paid' | 'overpaid' | 'refundOwed' | 'partlyRefunded' | 'refunded';
    fulfilment: 'open' | 'allocated' | 'partlyShipped' | 'shipped' | 'cancelled';
    holds: Generated<number>;
    exceptions: Generated<number>;
    approved: Generated<number>;
    captured: Generated<Minor>;
    refunded: Generated<Minor>;
    cancelledClaim: Generated<Minor>;
    deposits: Generated<Minor>;
    receivable: Generated<Minor>;
    owed: Generated<Minor>;
    chargesSettled: Generated<number>;
    commandId: number;
  };
  orderLine: {
    id: Generated<number>;
    orderId: number;
    lineNo: number;
    externalId: Generated<string | null>;
    variantId: Generated<number | null>;
    sku: string;
    name: string;
    quantity: Quantity;
    unitPrice: UnitPrice;
    taxRate: Generated<RatePpm | null>;
    net: Minor;
    tax: Minor;
    gross: Minor;
    discount: Minor;
    shipped: Generated<Quantity>;
    cancelled: Generated<Quantity>;
    returned: Generated<Quantity>;
    settledNet: Generated<Minor>;
    settledTax: Generated<Minor>;
    settledDiscount: Generated<Minor>;
    commandId: number;
    taxClassId: Generated<number | null>;
  };
  orderCharge: {
    orderId: number;
    chargeNo: number;
    kind: 'shipping' | 'fee' | 'rounding';
    name: string;
    net: Minor;
    tax: Minor;
    gross: Minor;
    commandId: number;
  };
  orderRecipient: {
    orderId: Generated<number>;
    recipient: string;
    company: Generated<string>;
    line1: Generated<string>;
    line2: Generated<string>;
    city: Generated<string>;
    region: Generated<string>;
    postcode: Generated<string>;
    country: Generated<string>;
    phone: Generated<string>;
    email: Generated<string>;
    theirs: Generated<string | null>;
    newer: Generated<string | null>;
    older: Generated<string | null>;
  };
  payment: {
    id: Generated<number>;
    orderId: number;
    externalId: Generated<string | null>;
    method: string;
    account: 'channelClearing' | 'bank' | 'till' | 'openingEquity' | 'storeCredit' | 'exchange';
    storeCreditId: Generated<number | null>;
    fromRefundId: Generated<number | null>;
    amount: Minor;
    fee: Minor;
    given: Generated<Minor | null>;
    toReceivable: Minor;
    toDeposits: Minor;
    occurredAt: Instant;
    postedOn: Day;
    voidedAt: Generated<Instant | null>;
    voidPostedOn: Generated<Day | null>;
    voidDeposits: Generated<Minor | null>;
    voidCommandId: Generated<number | null>;
    commandId: number;
    foreignAmount: Generated<Minor | null>;
    worth: Generated<Minor | null>;
    ledgerAccountId: Generated<number | null>;
  };
  shipment: {
    id: Generated<number>;
    number: Generated<string | null>;
    orderId: number;
    kind: 'ours' | 'beforeGoLive';
    carrier: Generated<string | null>;
    trackingNumber: Generated<string | null>;
    withCharges: number;
    goodsNet: Minor;
    chargesNet: Minor;
    due: Minor;
    fromDeposits: Minor;
    toReceivable: Minor;
    occurredAt: Instant;
    postedOn: Day;
    voidedAt: Generated<Instant | null>;
    voidPostedOn: Generated<Day | null>;
    voidDue: Generated<Minor | null>;
    voidChargesNet: Generated<Minor | null>;
    voidDeposits: Generated<Minor | null>;
    voidCommandId: Generated<number | null>;
    commandId: number;
    voidWithCharges: Generated<number | null>;
  };
  shipmentLine: {
    id: Generated<number>;
    shipmentId: number;
    orderLineId: number;
    movementId: Generated<number | null>;
    quantity: Quantity;
    net: Minor;
    tax: Minor;
    discount: Minor;
    setAside: Generated<Quantity>;
  };
  cancellation: {
    id: Generated<number>;
    orderId: number;
    reason: string;
    withCharges: number;
    reinstatesId: Generated<number | null>;
    claim: Minor;
    owed: Minor;
    creditNet: Minor;
    creditTax: Minor;
    creditShippingNet: Minor;
    creditShippingTax: Minor;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  cancellationLine: {
    cancellationId: number;
    orderLineId: number;
    quantity: Quantity;
    net: Minor;
    tax: Minor;
    discount: Minor;
  };
  refund: {
    id: Generated<number>;
    number: string;
    orderId: number;
    externalId: Generated<string | null>;
    account: 'channelClearing' | 'bank' | 'till' | 'openingEquity' | 'storeCredit' | 'exchange' | 'accountsReceivable';
    storeCreditId: Generated<number | null>;
    toOrderId: Generated<number | null>;
    amount: Minor;
    fromOwed: Minor;
    fromDeposits: Minor;
    toReceivable: Minor;
    salesNet: Minor;
    salesTax: Minor;
    shippingNet: Minor;
    shippingTax: Minor;
    reason: string;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
    cashRounding: Generated<Minor>;
    missedAt: Generated<Instant | null>;
    mark: Generated<string | null>;
  };
  refundPart: {
    refundId: number;
    partNo: number;
    kind: 'cancelled' | 'returned' | 'goodsKept' | 'amountOnly' | 'shipping';
    orderLineId: Generated<number | null>;
    net: Minor;
    tax: Minor;
    gross: Minor;
  };
  orderHold: {
    id: Generated<number>;
    orderId: number;
    placedBy: 'person' | 'channel';
    reason: string;
    heldAt: Instant;
    commandId: number;
    endedAt: Generated<Instant | null>;
    endCommandId: Generated<number | null>;
  };
  salesDay: {
    dayOn: Day;
    channelId: number;
    orders: number;
    ordered: Minor;
    shippedNet: Minor;
    returnedNet: Minor;
  };
  channel: {
    id: Generated<number>;
    name: string;
    url: string;
    certificate: Generated<string | null>;
    currency: string;
    goLiveAt: Instant;
    sendsStock: Generated<number>;
    sendsFulfilments: Generated<number>;
    buffer: Generated<Quantity>;
    brakedAt: Generated<Instant | null>;
    zerosAllowed: Generated<string>;
    addedAt: Instant;
    removedAt: Generated<Instant | null>;
    kind: Generated<string>;
    leased: Generated<number>;
    sendsRefunds: Generated<number>;
    localNetwork: Generated<number>;
    stockPlace: Generated<string | null>;
    stockPlaceName: Generated<string | null>;
  };
  listing: {
    id: Generated<number>;
    channelId: number;
    externalId: string;
    name: string;
    sku: string;
    barcode: string;
    variantId: Generated<number | null>;
    linkedBy: 'nothing' | 'sku' | 'barcode' | 'person';
    remoteStock: Generated<Quantity | null>;
    remotePrice: Generated<UnitPrice | null>;
    seenAt: Instant;
    goneAt: Generated<Instant | null>;
    published: Generated<Quantity | null>;
    publishedAt: Generated<Instant | null>;
    externalProductId: Generated<string | null>;
    stockKeeping: Generated<'own' | 'shared' | 'several' | 'elsewhere' | 'none'>;
  };
  channelCursor: {
    channelId: number;
    list: 'orders' | 'listings';
    position: string;
    reachedAt: Generated<Instant | null>;
    readAt: Instant;
    commandId: number;
  };
  channelPayload: {
    id: Generated<number>;
    channelId: number;
    externalId: string;
    digest: string;
    modifiedAt: Instant;
    fetchedAt: Instant;
    commandId: number;
  };
  channelPayloadBody: {
    payloadId: Generated<number>;
    body: Uint8Array;
  };
  channelTrouble: {
    channelId: number;
    externalId: string;
    problem: string;
    since: Instant;
    commandId: number;
  };
  syncRun: {
    id: Generated<number>;
    channelId: number;
    startedAt: Instant;
    endedAt: Instant;
    pulled: number;
    sent: number;
    fault: Generated<string | null>;
    faultsInARow: number;
    nextTryAt: Instant;
    commandId: number;
  };
  availabilityNews: {
    variantId: Generated<number>;
  };
  stocktake: {
    id: Generated<number>;
    number: string;
    name: string;
    locationId: number;
    scope: string;
    blind: number;
    counters: number;
    recountQuantity: Generated<Quantity | null>;
    recountValue: Generated<Minor | null>;
    approvalValue: Generated<Minor | null>;
    state: 'planned' | 'counting' | 'paused' | 'review' | 'posted' | 'abandoned';
    bookMovementId: Generated<number | null>;
    plannedAt: Instant;
    startedAt: Generated<Instant | null>;
    reviewedAt: Generated<Instant | null>;
    closedAt: Generated<Instant | null>;
    postedOn: Generated<Day | null>;
    commandId: number;
  };
  stocktakeLine: {
    id: Generated<number>;
    stocktakeId: number;
    variantId: number;
    binId: Generated<number | null>;
    origin: 'scope' | 'found';
    book: Generated<Quantity | null>;
    commandId: number;
  };
  stocktakeCounter: {
    stocktakeId: number;
    userId: number;
    joinedAt: Instant;
    doneAt: Generated<Instant | null>;
  };
  stocktakeScan: {
    id: Generated<number>;
    stocktakeId: number;
    lineId: Generated<number | null>;
    round: Generated<number | null>;
    kind: 'scan' | 'zero' | 'undo';
    outcome: 'counted' | 'wrongBin' | 'twice' | 'unknown' | 'undone';
    userId: number;
    deviceId: number;
    sequence: number;
    deviceAt: Instant;
    scannedAt: Instant;
    trusted: number;
    recordedAt: Instant;
    binId: Generated<number | null>;
    variantId: Generated<number | null>;
    code: Generated<string | null>;
    quantity: Quantity;
    undoesSequence: Generated<number | null>;
    commandId: number;
    lot: Generated<string | null>;
    serial: Generated<string | null>;
    expiresOn: Generated<Day | null>;
  };
  stocktakeDecision: {
    id: Generated<number>;
    stocktakeId: number;
    lineId: number;
    kind: 'accept' | 'approve' | 'recount' | 'recounted' | 'exclude' | 'reopen';
    round: Generated<number | null>;
    variance: Generated<Quantity | null>;
    reason: Generated<string | null>;
    value: Generated<Minor | null>;
    userId: number;
    decidedAt: Instant;
    commandId: number;
    difference: Generated<string | null>;
  };
  stocktakeVariance: {
    lineId: Generated<number>;
    stocktakeId: number;
    round: number;
    counted: Quantity;
    book: Quantity;
    variance: Quantity;
    value: Minor;
    reason: Generated<string | null>;
    movementId: Generated<number | null>;
    commandId: number;
  };
  stocktakeReversal: {
    stocktakeId: Generated<number>;
    reason: string;
    reversedAt: Instant;
    postedOn: Day;
    userId: number;
    commandId: number;
  };
  supplierItem: {
    id: Generated<number>;
    supplierId: number;
    variantId: number;
    supplierSku: Generated<string>;
    packQuantity: Quantity;
    minimumQuantity: Quantity;
    unitVolume: Generated<number>;
  };
  priceAgreement: {
    id: Generated<number>;
    supplierId: number;
    variantId: number;
    fromQuantity: Quantity;
    price: UnitPrice;
    validFromOn: Day;
    validThroughOn: Generated<Day | null>;
    commandId: number;
  };
  supplierDocument: {
    id: Generated<number>;
    supplierId: number;
    kind: 'licence' | 'certificate' | 'insurance' | 'contract' | 'other';
    name: string;
    number: Generated<string>;
    validThroughOn: Generated<Day | null>;
    required: number;
    commandId: number;
    removedById: Generated<number | null>;
  };
  purchaseOrder: {
    id: Generated<number>;
    number: string;
    supplierId: number;
    locationId: number;
    status: 'draft' | 'ordered' | 'partlyReceived' | 'received' | 'closed' | 'cancelled';
    expectedOn: Day;
    orderedAt: Generated<Instant | null>;
    orderedCommandId: Generated<number | null>;
    note: Generated<string>;
    createdAt: Instant;
    commandId: number;
    beyondBudgetBecause: Generated<string | null>;
  };
  purchaseOrderLine: {
    id: Generated<number>;
    purchaseOrderId: number;
    lineNo: number;
    variantId: number;
    supplierSku: string;
    price: UnitPrice;
    taxRate: RatePpm;
    reasons: string;
    ordered: Quantity;
    received: Generated<Quantity>;
    open: Quantity;
    cancelled: Generated<Quantity>;
    over: Generated<Quantity>;
  };
  purchaseOrderCancellation: {
    id: Generated<number>;
    purchaseOrderLineId: number;
    quantity: Quantity;
    reason: string;
    recordedAt: Instant;
    commandId: number;
  };
  purchaseReceipt: {
    goodsReceiptId: Generated<number>;
    supplierId: number;
    purchaseOrderId: Generated<number | null>;
    deliveryNote: Generated<string>;
    cancelledAt: Generated<Instant | null>;
    cancelPostedOn: Generated<Day | null>;
    cancelCommandId: Generated<number | null>;
    commandId: number;
  };
  purchaseReceiptLine: {
    id: Generated<number>;
    goodsReceiptId: number;
    purchaseOrderLineId: Generated<number | null>;
    variantId: number;
    movementId: number;
    quantity: Quantity;
    over: Quantity;
    orderValue: Minor;
    accrued: Minor;
    unbilled: Quantity;
    unbilledValue: Minor;
    returned: Generated<Quantity>;
  };
  matchTolerance: {
    id: Generated<number>;
    supplierId: Generated<number | null>;
    priceRate: RatePpm;
    priceAmount: Minor;
    quantityRate: RatePpm;
    varianceUpTo: Minor;
  };
  supplierBill: {
    id: Generated<number>;
    number: string;
    supplierId: number;
    supplierNumber: string;
    billedOn: Day;
    dueOn: Day;
    net: Minor;
    tax: Minor;
    total: Minor;
    open: Minor;
    acceptedBecause: Generated<string | null>;
    findings: string;
    occurredAt: Instant;
    postedOn: Day;
    cancelledAt: Generated<Instant | null>;
    cancelPostedOn: Generated<Day | null>;
    cancelCommandId: Generated<number | null>;
    commandId: number;
    reverseRate: Generated<RatePpm | null>;
    reverseTax: Generated<Minor>;
  };
  supplierBillLine: {
    id: Generated<number>;
    supplierBillId: number;
    lineNo: number;
    kind: 'goods' | 'expense' | 'landedCost';
    purchaseOrderLineId: Generated<number | null>;
    purchaseReceiptLineId: Generated<number | null>;
    text: Generated<string>;
    quantity: Quantity;
    net: Minor;
    tax: Minor;
    deductible: number;
    transit: Generated<Quantity>;
    transitNet: Generated<Minor>;
    transitTax: Generated<Minor>;
  };
  supplierBillMatch: {
    id: Generated<number>;
    supplierBillLineId: number;
    purchaseReceiptLineId: number;
    kind: 'afterGoods' | 'beforeGoods';
    quantity: Quantity;
    accrued: Minor;
    difference: Minor;
    treatment: 'layers' | 'variance';
    net: Minor;
    tax: Minor;
    commandId: number;
  };
  billSettlement: {
    id: Generated<number>;
    supplierBillId: number;
    kind: 'payment' | 'prepayment' | 'claim' | 'cancelled';
    sourceId: number;
    amount: Minor;
    postedOn: Day;
    commandId: number;
  };
  supplierPayment: {
    id: Generated<number>;
    supplierId: number;
    account: 'bank' | 'till';
    amount: Minor;
    prepaid: Minor;
    note: Generated<string>;
    occurredAt: Instant;
    postedOn: Day;
    cancelledAt: Generated<Instant | null>;
    cancelPostedOn: Generated<Day | null>;
    cancelCommandId: Generated<number | null>;
    commandId: number;
  };
  supplierClaim: {
    id: Generated<number>;
    number: string;
    supplierId: number;
    kind: 'short' | 'over' | 'damaged' | 'wrong' | 'returned' | 'undelivered';
    goodsReceiptId: Generated<number | null>;
    purchaseOrderLineId: Generated<number | null>;
    purchaseReturnId: Generated<number | null>;
    variantId: Generated<number | null>;
    quantity: Quantity;
    open: Generated<Minor>;
    settled: Generated<number>;
    note: Generated<string>;
    raisedAt: Instant;
    commandId: number;
  };
  supplierClaimChange: {
    id: Generated<number>;
    supplierClaimId: number;
    kind: 'raised' | 'credited' | 'refunded' | 'dropped' | 'cancelled';
    amount: Minor;
    postedOn: Day;
    commandId: number;
  };
  landedCost: {
    id: Generated<number>;
    number: string;
    basis: 'value' | 'quantity' | 'weight' | 'volume';
    policy: 'capitalise' | 'expense';
    amount: Minor;
    supplierBillId: Generated<number | null>;
    note: Generated<string>;
    occurredAt: Instant;
    postedOn: Day;
    cancelledAt: Generated<Instant | null>;
    cancelPostedOn: Generated<Day | null>;
    cancelCommandId: Generated<number | null>;
    commandId: number;
  };
  landedCostPart: {
    id: Generated<number>;
    landedCostId: number;
    purchaseReceiptLineId: number;
    measure: number;
    amount: Minor;
  };
  purchaseReturn: {
    id: Generated<number>;
    number: string;
    kind: 'return' | 'cancelled';
    supplierId: number;
    locationId: number;
    note: Generated<string>;
    occurredAt: Instant;
    postedOn: Day;
    cancelledAt: Generated<Instant | null>;
    cancelPostedOn: Generated<Day | null>;
    cancelCommandId: Generated<number | null>;
    commandId: number;
  };
  purchaseReturnLine: {
    id: Generated<number>;
    purchaseReturnId: number;
    purchaseReceiptLineId: number;
    movementId: number;
    quantity: Quantity;
    unbilled: Quantity;
    accrued: Minor;
    net: Minor;
    tax: Minor;
    inputTax: Minor;
    claimed: Minor;
    reverseRate: Generated<RatePpm | null>;
    reverseNet: Generated<Minor>;
    reverseTax: Generated<Minor>;
  };
  sheetMapping: {
    kind: string;
    headings: string;
    mapping: string;
    numbers: 'point' | 'comma';
  };
  analysisSetting: {
    id: Generated<number>;
    aShare: RatePpm;
    bShare: RatePpm;
    xVariation: RatePpm;
    yVariation: RatePpm;
    holdingRate: RatePpm;
    deadDays: number;
  };
  customerGroup: {
    id: Generated<number>;
    name: string;
  };
  customerGroupMember: {
    customerGroupId: number;
    customerId: number;
  };
  priceList: {
    id: Generated<number>;
    name: string;
    currency: string;
    channelId: Generated<number | null>;
    customerGroupId: Generated<number | null>;
    priority: number;
    validFromOn: Generated<Day | null>;
    validThroughOn: Generated<Day | null>;
    blocked: Generated<number>;
  };
  priceListRow: {
    id: Generated<number>;
    priceListId: number;
    variantId: Generated<number | null>;
    categoryId: Generated<number | null>;
    collectionId: Generated<number | null>;
    minQuantity: Quantity;
    amount: Generated<UnitPrice | null>;
    percentOff: Generated<RatePpm | null>;
  };
  costPart: {
    variantId: number;
    kind: 'freight' | 'ads' | 'packaging' | 'other';
    amount: UnitPrice;
  };
  channelFee: {
    channelId: Generated<number>;
    rate: RatePpm;
  };
  marginFloor: {
    id: Generated<number>;
    variantId: Generated<number | null>;
    categoryId: Generated<number | null>;
    rate: RatePpm;
  };
  bundleComponent: {
    bundleVariantId: number;
    variantId: number;
    quantity: Quantity;
  };
  orderLineBundle: {
    orderLineId: Generated<number>;
    bundleVariantId: number;
    bundleNo: number;
    sku: string;
    name: string;
    quantity: Quantity;
    unitPrice: UnitPrice;
  };
  channelCopy: {
    channelId: number;
    productId: number;
    name: Generated<string | null>;
    description: Generated<string | null>;
    offered: Generated<number>;
    publishedAt: Generated<Instant | null>;
    publishedById: Generated<number | null>;
    draftName: Generated<string | null>;
    draftDescription: Generated<string | null>;
    draftOffered: Generated<number | null>;
    draftedAt: Generated<Instant | null>;
  };
  holderReport: {
    id: Generated<number>;
    locationId: number;
    reportedAt: Instant;
    reference: string;
    settledById: Generated<number | null>;
    withdrawnById: Generated<number | null>;
    commandId: number;
  };
  holderReportLine: {
    holderReportId: number;
    variantId: number;
    quantity: Quantity;
  };
  countCycle: {
    valueClass: 'A' | 'B' | 'C';
    days: number;
  };
  stocktakePhoto: {
    id: Generated<number>;
    stocktakeId: number;
    lineId: number;
    hash: string;
    note: Generated<string>;
    userId: number;
    takenAt: Instant;
    removedAt: Generated<Instant | null>;
    commandId: number;
  };
  stockAlertLevel: {
    variantId: number;
    locationId: number;
    low: Generated<Quantity | null>;
    high: Generated<Quantity | null>;
  };
  stockAlert: {
    id: Generated<number>;
    variantId: number;
    locationId: number;
    kind: 'low' | 'over';
    threshold: Quantity;
    available: Quantity;
    firedBy: number;
    recoveredBy: Generated<number | null>;
  };
  checkRule: {
    id: Generated<number>;
    code: Generated<string | null>;
    name: string;
    conditions: string;
    fix: 'waitOrSplit' | 'compareOrders' | 'reprice' | 'completeAddress' | 'askForRest' | 'askCustomer' | 'mapLine' | 'look';
    active: Generated<number>;
    removedAt: Generated<Instant | null>;
  };
  blockedBuyer: {
    id: Generated<number>;
    kind: 'email' | 'phone';
    key: string;
    reason: string;
    blockedAt: Instant;
    commandId: number;
    endedAt: Generated<Instant | null>;
    endCommandId: Generated<number | null>;
  };
  orderApproval: {
    id: Generated<number>;
    orderId: number;
    reason: string;
    approvedAt: Instant;
    commandId: number;
    withdrawnAt: Generated<Instant | null>;
    withdrawCommandId: Generated<number | null>;
  };
  orderRevision: {
    id: Generated<number>;
    orderId: number;
    kind: 'edit' | 'split' | 'join' | 'takenBack';
    otherOrderId: Generated<number | null>;
    reason: string;
    before: string;
    after: string;
    revisedAt: Instant;
    takesBackId: Generated<number | null>;
    commandId: number;
  };
  depositTransfer: {
    id: Generated<number>;
    fromOrderId: number;
    toOrderId: number;
    amount: Minor;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  priorityWeight: {
    term: 'deadline' | 'waiting' | 'value' | 'paid' | 'complete' | 'regular';
    weight: number;
  };
  savedView: {
    id: Generated<number>;
    userId: number;
    name: string;
    filter: string;
    sort: string;
    savedAt: Instant;
  };
  expiryRule: {
    channelId: number;
    method: string;
    minutes: number;
    remindMinutes: Generated<number | null>;
    act: 'cancel' | 'free';
  };
  orderExpiry: {
    id: Generated<number>;
    orderId: number;
    cancellationId: Generated<number | null>;
    minutes: number;
    dueAt: Instant;
    expiredAt: Instant;
    freed: Quantity;
    commandId: number;
  };
  orderReminder: {
    id: Generated<number>;
    orderId: number;
    dueAt: Instant;
    queuedAt: Instant;
    commandId: number;
  };
  orderCost: {
    id: Generated<number>;
    orderId: number;
    kind: 'fee' | 'freight' | 'packaging' | 'ads' | 'other';
    amount: Minor;
    source: 'payout' | 'carrier' | 'ads' | 'person';
    note: string;
    occurredAt: Instant;
    commandId: number;
    withdrawnAt: Generated<Instant | null>;
    withdrawCommandId: Generated<number | null>;
  };
  carrier: {
    id: Generated<number>;
    code: string;
    name: string;
    numberForms: Generated<string>;
    checkRule: Generated<'none' | 'ups' | 's10' | 'mod7' | 'fedex'>;
    linkTemplate: Generated<string>;
    blocked: Generated<number>;
  };
  carrierService: {
    id: Generated<number>;
    carrierId: number;
    name: string;
    cubicPerKilo: Generated<number | null>;
    heaviestGrams: Generated<number | null>;
    longestMm: Generated<number | null>;
    days: Generated<number | null>;
    usual: Generated<number>;
    blocked: Generated<number>;
    commandId: number;
  };
  carrierRate: {
    carrierServiceId: number;
    rowNo: number;
    zone: string;
    country: string;
    postcodeFrom: Generated<string>;
    postcodeTo: Generated<string>;
    upToGrams: number;
    price: Minor;
    stepGrams: Generated<number | null>;
    stepPrice: Generated<Minor | null>;
  };
  waybill: {
    id: Generated<number>;
    carrierId: number;
    number: string;
    parcelId: Generated<number | null>;
    usedAt: Generated<Instant | null>;
    withdrawn: Generated<number>;
    commandId: number;
  };
  shipFromRule: {
    id: Generated<number>;
    prefers: Generated<'parcels' | 'cost' | 'distance'>;
  };
  shipFromPlace: {
    locationId: Generated<number>;
    handling: Minor;
    commandId: number;
  };
  shipFromDistance: {
    locationId: number;
    country: string;
    postcodeFrom: Generated<string>;
    postcodeTo: Generated<string>;
    kilometres: number;
  };
  delivery: {
    shipmentId: Generated<number>;
    number: string;
    status: Generated<'labelled' | 'accepted' | 'inTransit' | 'outForDelivery' | 'delivered' | 'failed' | 'returned'>;
    newsAt: Instant;
    stuckAt: Generated<Instant | null>;
    commandId: number;
  };
  trackingEvent: {
    id: Generated<number>;
    number: string;
    shipmentId: Generated<number | null>;
    status: 'accepted' | 'inTransit' | 'outForDelivery' | 'delivered' | 'failed' | 'returned';
    happenedAt: Instant;
    place: string;
    says: string;
    commandId: number;
  };
  fulfilmentSetting: {
    id: Generated<number>;
    stuckDays: Generated<number>;
  };
  packingBin: {
    locationId: Generated<number>;
    binId: number;
    commandId: number;
  };
  pickWave: {
    id: Generated<number>;
    number: string;
    locationId: number;
    packingBinId: Generated<number | null>;
    walk: number;
    walkByCode: number;
    builtAt: Instant;
    cancelledAt: Generated<Instant | null>;
    open: Generated<number>;
    commandId: number;
  };
  pickTote: {
    id: Generated<number>;
    pickWaveId: number;
    toteNo: number;
    orderId: number;
    locationId: number;
    done: Generated<number>;
  };
  pickLine: {
    id: Generated<number>;
    pickToteId: number;
    orderLineId: number;
    variantId: number;
    binId: Generated<number | null>;
    stopNo: number;
    quantity: Quantity;
    short: Generated<Quantity>;
    dropped: Generated<Quantity>;
    picked: Generated<Quantity>;
    packed: Generated<Quantity>;
    shipped: Generated<Quantity>;
  };
  pickTake: {
    id: Generated<number>;
    pickLineId: number;
    quantity: Quantity;
    binMoveId: Generated<number | null>;
    takenAt: Instant;
    commandId: number;
  };
  toteNews: {
    orderLineId: Generated<number>;
  };
  parcel: {
    id: Generated<number>;
    number: string;
    pickToteId: number;
    state: 'open' | 'shipped' | 'discarded';
    shipmentId: Generated<number | null>;
    weightGrams: Generated<number | null>;
    lengthMm: Generated<number | null>;
    widthMm: Generated<number | null>;
    heightMm: Generated<number | null>;
    carrierServiceId: Generated<number | null>;
    price: Generated<Minor | null>;
    usualPrice: Generated<Minor | null>;
    openedAt: Instant;
    shippedAt: Generated<Instant | null>;
    commandId: number;
  };
  parcelLine: {
    parcelId: number;
    pickLineId: number;
    quantity: Quantity;
  };
  packScan: {
    id: Generated<number>;
    parcelId: number;
    code: string;
    variantId: Generated<number | null>;
    outcome: 'packed' | 'wrong' | 'tooMany' | 'unknown' | 'takenOut';
    quantity: Quantity;
    scannedAt: Instant;
    settled: Generated<'putAside' | 'overruled' | null>;
    reason: Generated<string | null>;
    settleCommandId: Generated<number | null>;
    commandId: number;
  };
  mailSetting: {
    id: Generated<number>;
    host: string;
    port: number;
    security: 'tls' | 'starttls' | 'none';
    userName: string;
    senderName: string;
    senderAddress: string;
  };
  repair: {
    id: Generated<number>;
    number: string;
    variantId: number;
    lotId: Generated<number | null>;
    orderId: Generated<number | null>;
    customerId: Generated<number | null>;
    problem: string;
    warrantyUntilOn: Generated<Day | null>;
    underWarranty: number;
    receivedAt: Instant;
    state: 'open' | 'done' | 'cancelled';
    work: Generated<string>;
    finishedAt: Generated<Instant | null>;
    chargedNet: Generated<Minor>;
    chargedTax: Generated<Minor>;
    account: Generated<'till' | 'bank' | null>;
    postedOn: Generated<Day | null>;
    commandId: number;
  };
  repairPart: {
    id: Generated<number>;
    repairId: number;
    variantId: number;
    movementId: number;
    quantity: Quantity;
    value: Minor;
    postedOn: Day;
    takenBackAt: Generated<Instant | null>;
    takeBackPostedOn: Generated<Day | null>;
    takeBackCommandId: Generated<number | null>;
    commandId: number;
  };
  returnReason: {
    code: string;
    name: Generated<string | null>;
    fault: 'customer' | 'shop' | 'carrier' | 'supplier';
    blocked: Generated<number>;
  };
  returnPolicy: {
    id: Generated<number>;
    channelId: Generated<number | null>;
    categoryId: Generated<number | null>;
  };
  returnPolicyVersion: {
    id: Generated<number>;
    returnPolicyId: number;
    fromOn: Day;
    windowDays: number;
    faultDays: number;
    restockingFee: RatePpm;
    shipping: 'never' | 'ourFault' | 'always';
    warrantyMonths: number;
    wording: string;
    promiseCommandId: Generated<number | null>;
  };
  rma: {
    id: Generated<number>;
    number: string;
    orderId: number;
    origin: 'customer' | 'counter' | 'unannounced';
    note: Generated<string>;
    requestedAt: Instant;
    authorisedAt: Generated<Instant | null>;
    authoriseCommandId: Generated<number | null>;
    endedAt: Generated<Instant | null>;
    ended: Generated<'declined' | 'cancelled' | null>;
    endReason: Generated<string>;
    overruledBy: Generated<number | null>;
    overruleReason: Generated<string>;
    state: 'requested' | 'authorised' | 'received' | 'inspected' | 'settled' | 'declined' | 'cancelled';
    commandId: number;
  };
  rmaLine: {
    id: Generated<number>;
    rmaId: number;
    orderLineId: number;
    returnPolicyVersionId: number;
    reason: string;
    allowed: number;
    quantity: Quantity;
    keepsGoods: number;
    worth: Minor;
    received: Generated<Quantity>;
    inspected: Generated<Quantity>;
    sentBack: Generated<Quantity>;
    settled: Generated<Quantity>;
  };
  goodsReturn: {
    id: Generated<number>;
    number: string;
    rmaId: number;
    locationId: number;
    note: Generated<string>;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  goodsReturnLine: {
    id: Generated<number>;
    goodsReturnId: number;
    rmaLineId: number;
    drawId: number;
    movementId: number;
    quantity: Quantity;
    value: Minor;
    inspected: Generated<Quantity>;
  };
  inspection: {
    id: Generated<number>;
    goodsReturnId: number;
    occurredAt: Instant;
    postedOn: Day;
    takenBackAt: Generated<Instant | null>;
    takeBackPostedOn: Generated<Day | null>;
    takeBackCommandId: Generated<number | null>;
    commandId: number;
  };
  inspectionLine: {
    id: Generated<number>;
    inspectionId: number;
    goodsReturnLineId: number;
    disposition: 'restock' | 'refurbish' | 'quarantine' | 'scrap' | 'supplier' | 'back';
    quantity: Quantity;
    value: Minor;
    posted: Minor;
    movementId: Generated<number | null>;
    purchaseReturnId: Generated<number | null>;
    note: Generated<string>;
  };
  returnSettlement: {
    id: Generated<number>;
    number: string;
    rmaId: number;
    worth: Minor;
    fee: Minor;
    paidBefore: Minor;
    shipping: Minor;
    held: Minor;
    credited: Minor;
    newOrderId: Generated<number | null>;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  returnSettlementLine: {
    returnSettlementId: number;
    rmaLineId: number;
    quantity: Quantity;
    worth: Minor;
    fee: Minor;
    paidBefore: Minor;
  };
  returnSettlementRefund: {
    returnSettlementId: number;
    refundId: number;
  };
  storeCredit: {
    id: Generated<number>;
    customerId: number;
    balance: Generated<Minor>;
    commandId: number;
  };
  storeCreditMovement: {
    id: Generated<number>;
    storeCreditId: number;
    kind: 'return' | 'goodwill' | 'withdrawn' | 'spent' | 'givenBack';
    amount: Minor;
    refundId: Generated<number | null>;
    paymentId: Generated<number | null>;
    reason: Generated<string>;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  drawer: {
    id: Generated<number>;
    number: string;
    userId: number;
    deviceId: Generated<number | null>;
    float: Minor;
    floatFrom: 'box' | 'bank';
    afterEntryId: number;
    openedAt: Instant;
    commandId: number;
    closedAt: Generated<Instant | null>;
    throughEntryId: Generated<number | null>;
    closeCommandId: Generated<number | null>;
  };
  drawerMovement: {
    id: Generated<number>;
    drawerId: number;
    direction: 'in' | 'out';
    reason: 'box' | 'bank' | 'expense';
    amount: Minor;
    note: string;
    occurredAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  drawerCount: {
    id: Generated<number>;
    drawerId: number;
    expected: Minor;
    counted: Minor;
    difference: Minor;
    userId: number;
    note: string;
    countedAt: Instant;
    postedOn: Day;
    commandId: number;
  };
  drawerCountLine: {
    drawerCountId: number;
    denomination: Minor;
    pieces: number;
  };
  parkedSale: {
    id: Generated<number>;
    label: string;
    userId: number;
    parkedAt: Instant;
    draft: string;
    takenAt: Generated<Instant | null>;
    commandId: number;
  };
  invoice: {
    id: Generated<number>;
    number: string;
    customerId: Generated<number | null>;
    currency: string;
    language: 'en' | 'zh-Hans' | 'zh-Hant';
    issuedOn: Day;
    dueOn: Day;
    net: Minor;
    tax: Minor;
    rounding: Minor;
    gross: Minor;
    issuedAt: Instant;
    commandId: number;
    cancelledAt: Generated<Instant | null>;
    cancelCommandId: Generated<number | null>;
  };
  invoiceShipment: {
    invoiceId: number;
    shipmentId: number;
  };
  creditNote: {
    id: Generated<number>;
    number: string;
    sourceKind: 'invoice' | 'refund';
    sourceId: number;
    customerId: Generated<number | null>;
    currency: string;
    language: 'en' | 'zh-Hans' | 'zh-Hant';
    issuedOn: Day;
    net: Minor;
    tax: Minor;
    rounding: Minor;
    gross: Minor;
    reason: string;
    issuedAt: Instant;
    commandId: number;
  };
  documentSetting: {
    name: string;
    value: string;
    commandId: number;
  };
  dayClose: {
    id: Generated<number>;
    dayOn: Day;
    closedAt: Instant;
    headId: number;
    head: string;
    backup: string;
    backupSha256: string;
    proofs: number;
    checked: number;
    dueToday: number;
    openExceptions: number;
    waiting: number;
    parked: number;
    commandId: number;
  };
  resultClosing: {
    id: Generated<number>;
    throughOn: Day;
    profit: Minor;
    takesBackId: Generated<number | null>;
    reason: string;
    recordedAt: Instant;
    commandId: number;
  };
  taxStatus: {
    id: Generated<number>;
    validFromOn: Day;
    status: 'registered' | 'smallScale' | 'unregistered';
    commandId: number;
  };
  taxSetting: {
    id: Generated<number>;
    paper: string;
    periodMonths: number;
    firstMonth: number;
    dueMonths: number;
    dueDay: number;
  };
  taxPart: {
    id: Generated<number>;
    country: string;
    region: Generated<string>;
    validFromOn: Day;
    name: string;
    rate: RatePpm;
  };
  taxFiling: {
    id: Generated<number>;
    kind: 'file' | 'withdraw';
    fromOn: Day;
    throughOn: Day;
    paper: string;
    boxes: string;
    outputTax: Minor;
    inputTax: Minor;
    upToLineId: number;
    lockedThroughOn: Generated<Day | null>;
    note: Generated<string>;
    recordedAt: Instant;
    commandId: number;
  };
  taxLine: {
    id: Generated<number>;
    entryId: number;
    direction: 'output' | 'input' | 'cost' | 'marketplace';
    treatment: 'taxed' | 'zero' | 'exempt' | 'reverseCharge' | 'outOfScope' | 'marketplace' | 'adjustment' | 'settlement' | 'unsorted';
    country: string;
    region: Generated<string>;
    taxClassId: Generated<number | null>;
    rate: Generated<RatePpm | null>;
    base: Minor;
    tax: Minor;
    taxPointOn: Day;
  };
  bankAccount: {
    id: Generated<number>;
    name: string;
    kind: 'bank' | 'alipay' | 'wechat' | 'paypal' | 'stripe' | 'wallet';
    currency: string;
    number: Generated<string | null>;
    ledgerAccountId: number;
    openedOn: Generated<Day | null>;
    openingBalance: Generated<Minor>;
    commandId: number;
  };
  bankStatement: {
    id: Generated<number>;
    bankAccountId: number;
    fileName: string;
    format: 'ofx' | 'qif' | 'camt053' | 'mt940' | 'csv';
    profile: Generated<string>;
    number: Generated<string>;
    fromOn: Generated<Day | null>;
    throughOn: Generated<Day | null>;
    opening: Generated<Minor | null>;
    closing: Generated<Minor | null>;
    lines: number;
    added: number;
    gap: Generated<Minor>;
    importedAt: Instant;
    takenBackById: Generated<number | null>;
    commandId: number;
  };
  bankLine: {
    id: Generated<number>;
    bankAccountId: number;
    bankStatementId: number;
    lineNo: number;
    bookedOn: Day;
    amount: Minor;
    key: string;
    externalId: Generated<string | null>;
    payee: Generated<string>;
    text: Generated<string>;
    reference: Generated<string>;
    counterparty: Generated<string>;
    matched: Generated<Minor>;
    takenBackById: Generated<number | null>;
    commandId: number;
  };
  bankDecision: {
    id: Generated<number>;
    bankLineId: number;
    kind: 'person' | 'auto';
    amount: Minor;
    decidedAt: Instant;
    undoneById: Generated<number | null>;
    commandId: number;
  };
  bankDecisionDocument: {
    bankDecisionId: number;
    kind: 'payment' | 'refund' | 'supplierPayment' | 'supplierClaim' | 'journalEntry';
    documentId: number;
  };
  bankMatch: {
    id: Generated<number>;
    bankDecisionId: number;
    bankLineId: number;
    entryId: number;
    postingNo: number;
    amount: Minor;
    undoneById: Generated<number | null>;
    commandId: number;
  };
  bankNetting: {
    id: Generated<number>;
    bankDecisionId: Generated<number | null>;
    entryId: number;
    postingNo: number;
    otherEntryId: number;
    otherPostingNo: number;
    amount: Minor;
    undoneById: Generated<number | null>;
    commandId: number;
  };
  bankRule: {
    id: Generated<number>;
    payeeKey: string;
    payee: string;
    direction: 'in' | 'out';
    ledgerAccountId: Generated<number | null>;
    supplierId: Generated<number | null>;
    taxRate: Generated<RatePpm | null>;
    times: Generated<number>;
    removedById: Generated<number | null>;
    commandId: number;
  };
  bankMapping: {
    bankAccountId: number;
    headings: string;
    mapping: string;
  };
  bankReconciliation: {
    id: Generated<number>;
    bankAccountId: number;
    throughOn: Day;
    statementBalance: Minor;
    ledgerBalance: Minor;
    outstanding: Minor;
    reconciledAt: Instant;
    undoneById: Generated<number | null>;
    commandId: number;
  };
  exportSetting: {
    name: string;
    value: string;
    commandId: number;
  };
  printer: {
    id: Generated<number>;
    name: string;
    speaks: 'escpos' | 'zpl' | 'cainiao';
    host: string;
    port: number;
    width: number;
    agentPrinter: Generated<string>;
    template: Generated<string>;
    labels: Generated<number>;
    blocked: Generated<number>;
    commandId: number;
  };
  printJob: {
    id: Generated<number>;
    shipmentId: number;
    again: Generated<number>;
    printerId: number;
    state: 'waiting' | 'sending' | 'printed' | 'parked' | 'dropped';
    attempts: Generated<number>;
    nextTryAt: Instant;
    problem: Generated<'unreachable' | 'refused' | 'perhapsPrinted' | 'blocked' | null>;
    says: Generated<string | null>;
    createdAt: Instant;
    finishedAt: Generated<Instant | null>;
    commandId: number;
  };
  exchangeRate: {
    id: Generated<number>;
    currency: string;
    onDay: Day;
    numerator: number;
    denominator: number;
    source: 'hand' | 'sheet';
    sourceName: Generated<string>;
    recordedAt: Instant;
    withdrawnById: Generated<number | null>;
    commandId: number;
  };
  foreignItem: {
    itemKind: 'supplierBill' | 'salesOrder';
    itemId: number;
    number: string;
    currency: string;
    foreignTotal: Minor;
    homeTotal: Minor;
    exchangeRateId: number;
    commandId: number;
  };
  revaluation: {
    id: Generated<number>;
    throughOn: Day;
    difference: Minor;
    recordedAt: Instant;
    takenBackById: Generated<number | null>;
    commandId: number;
  };
  revaluationRow: {
    revaluationId: number;
    rowNo: number;
    ledgerAccountId: number;
    itemKind: Generated<string | null>;
    itemId: Generated<number | null>;
    currency: string;
    foreignAmount: Minor;
    home: Minor;
    worth: Minor;
    exchangeRateId: Generated<number | null>;
  };
  recurringEntry: {
    id: Generated<number>;
    name: string;
    lines: string;
    everyMonths: number;
    dayOfMonth: number;
    startsOn: Day;
    endsOn: Generated<Day | null>;
    reverses: number;
    stoppedById: Generated<number | null>;
    commandId: number;
  };
  recurringRun: {
    id: Generated<number>;
    recurringEntryId: number;
    dueOn: Day;
    state: 'posted' | 'skipped';
    entryId: Generated<number | null>;
    oppositeEntryId: Generated<number | null>;
    undoneById: Generated<number | null>;
    commandId: number;
  };
  parcelWeightRule: {
    id: Generated<number>;
    packagingGrams: number;
    toleranceRate: RatePpm;
    toleranceGrams: number;
  };
  parcelWeightOverrule: {
    id: Generated<number>;
    parcelId: number;
    expectedGrams: number;
    weightGrams: number;
    reason: string;
    overruledAt: Instant;
    commandId: number;
  };
  soldInHand: {
    id: Generated<number>;
    variantId: number;
    locationId: number;
    openedAt: Instant;
    closedAt: Generated<Instant | null>;
    commandId: number;
  };
  layerDay: {
    dayOn: Day;
    value: Minor;
  };
  settlement: {
    id: Generated<number>;
    channelId: number;
    externalId: string;
    source: 'file' | 'person';
    profile: Generated<string>;
    fileName: Generated<string>;
    contentHash: string;
    currency: string;
    fromOn: Generated<Day | null>;
    throughOn: Generated<Day | null>;
    paidOn: Day;
    payout: Minor;
    sentReferences: Generated<string>;
    rateTop: Generated<number>;
    rateBottom: Generated<number>;
    recordedAt: Instant;
    finishedAt: Generated<Instant | null>;
    postedOn: Generated<Day | null>;
    entryId: Generated<number | null>;
    basePayout: Generated<Minor | null>;
    takenBackById: Generated<number | null>;
    commandId: number;
    pulled: Generated<number>;
  };
  settlementLine: {
    id: Generated<number>;
    settlementId: number;
    lineNo: number;
    kind: 'sale' | 'refund' | 'fee' | 'feeTax' | 'advertising' | 'shippingLabel' | 'reserveHeld' | 'reserveReleased' | 'chargeback' | 'taxCollected' | 'taxWithheld' | 'adjustment';
    feeKind: Generated<'commission' | 'payment' | 'fulfilment' | 'storage' | 'subscription' | 'other' | null>;
    amount: Minor;
    occurredOn: Generated<Day | null>;
    orderRef: Generated<string>;
    reference: Generated<string>;
    about: Generated<string>;
    label: Generated<string>;
    byPerson: number;
    orderId: Generated<number | null>;
    foundBy: Generated<'number' | 'reference' | 'amount' | 'learned' | 'person' | null>;
    role: Generated<string | null>;
    rest: Generated<Minor | null>;
    leftOnOrder: Generated<number>;
    base: Generated<Minor | null>;
    toOrder: Generated<Minor | null>;
    orderCostId: Generated<number | null>;
    commandId: number;
  };
  monthTick: {
    id: Generated<number>;
    throughOn: Day;
    item: string;
    open: number;
    amount: Minor;
    note: Generated<string>;
    tickedAt: Instant;
    undoneById: Generated<number | null>;
    commandId: number;
  };
  monthClose: {
    id: Generated<number>;
    throughOn: Day;
    periodLockId: number;
    headId: number;
    head: string;
    proofs: number;
    checked: number;
    items: string;
    closedAt: Instant;
    commandId: number;
  };
  taxDay: {
    taxPointOn: Day;
    postedOn: Day;
    direction: 'output' | 'input' | 'cost' | 'marketplace';
    treatment: 'taxed' | 'zero' | 'exempt' | 'reverseCharge' | 'outOfScope' | 'marketplace' | 'adjustment' | 'settlement' | 'unsorted';
    country: string;
    region: string;
    rate: RatePpm;
    base: Minor;
    tax: Minor;
    lines: number;
  };
  budgetFigure: {
    id: Generated<number>;
    ledgerAccountId: number;
    monthOn: Day;
    centreKind: Generated<'channel' | 'location' | 'campaign' | null>;
    centreId: Generated<number | null>;
    amount: Generated<Minor | null>;
    recordedAt: Instant;
    commandId: number;
  };
  budgetGuard: {
    id: Generated<number>;
    ledgerAccountId: number;
    guard: 'off' | 'ask' | 'refuse';
    recordedAt: Instant;
    commandId: number;
  };
  campaign: {
    id: Generated<number>;
    name: string;
    fromOn: Day;
    toOn: Generated<Day | null>;
    archived: Generated<number>;
    commandId: number;
  };
  centreDay: {
    ledgerAccountId: number;
    kind: 'channel' | 'location' | 'campaign';
    dayOn: Day;
    centreId: number;
    amount: Minor;
  };
  opening: {
    id: Generated<number>;
    openingOn: Day;
    remainder: Minor;
    remainderTo: Generated<number | null>;
    recordedAt: Instant;
    takenBackById: Generated<number | null>;
    commandId: number;
  };
  openingRow: {
    id: Generated<number>;
    list: 'balance' | 'receivable' | 'payable' | 'bank';
    account: Generated<string>;
    party: Generated<string>;
    number: Generated<string>;
    issuedOn: Generated<Day | null>;
    dueOn: Generated<Day | null>;
    home: Generated<Minor | null>;
    currency: Generated<string | null>;
    foreignAmount: Generated<Minor | null>;
    removedById: Generated<number | null>;
    openingId: Generated<number | null>;
    ledgerAccountId: Generated<number | null>;
    posted: Generated<Minor | null>;
    documentId: Generated<number | null>;
    commandId: number;
  };
  reminderLevel: {
    no: Generated<number>;
    days: number;
    fee: Generated<Minor>;
  };
  reminder: {
    id: Generated<number>;
    orderId: number;
    customerId: Generated<number | null>;
    levelNo: number;
    sentOn: Day;
    dueOn: Day;
    overdueDays: number;
    open: Minor;
    fee: Minor;
    sentBy: 'mail' | 'hand';
    noticeId: Generated<number | null>;
    withdrawnById: Generated<number | null>;
    commandId: number;
  };
  reminderPause: {
    id: Generated<number>;
    customerId: number;
    reason: string;
    pausedAt: Instant;
    endedById: Generated<number | null>;
    commandId: number;
  };
  openingInvoice: {
    orderId: Generated<number>;
    issuedOn: Day;
    dueOn: Day;
    commandId: number;
  };
  boughtDay: {
    dayOn: Day;
    ledgerAccountId: number;
    amount: Minor;
  };
  stocktakeNaming: {
    id: Generated<number>;
    stocktakeId: number;
    lineId: number;
    round: number;
    lots: string;
    userId: number;
    namedAt: Instant;
    commandId: number;
  };
  stocktakeLotVariance: {
    lineId: number;
    lotId: number;
    counted: Quantity;
    book: Quantity;
    variance: Quantity;
    value: Minor;
    movementId: Generated<number | null>;
    commandId: number;
  };
  exchangeDay: {
    dayOn: Day;
    shape: string;
    ledgerAccountId: number;
    debit: Minor;
    credit: Minor;
  };
  openDay: {
    ledgerAccountId: number;
    channelId: number;
    sinceOn: Day;
    postedOn: Day;
    amount: Minor;
    items: number;
  };
  entryReview: {
    id: Generated<number>;
    entryId: number;
    reviewedAt: Instant;
    takenBackById: Generated<number | null>;
    commandId: number;
  };
  variantDay: {
    variantId: number;
    postedOn: Day;
    quantity: Quantity;
    value: Minor;
    received: Quantity;
    sold: Quantity;
    cogs: Minor;
  };
  layerAge: {
    madeOn: Day;
    pooled: number;
    quantity: Quantity;
    value: Minor;
  };
  layerAgeDay: {
    postedOn: Day;
    madeOn: Day;
    pooled: number;
    quantity: Quantity;
    value: Minor;
  };
  channelReturn: {
    channelId: number;
    externalId: string;
    rmaId: number;
    commandId: number;
  };
  settlementSum: {
    settlementId: number;
    kind: 'sale' | 'refund' | 'fee' | 'feeTax' | 'advertising' | 'shippingLabel' | 'reserveHeld' | 'reserveReleased' | 'chargeback' | 'taxCollected' | 'taxWithheld' | 'adjustment';
    amount: Minor;
  };
  supplierPrepayment: {
    id: Generated<number>;
    supplierId: number;
    sourceKind: 'supplierPayment' | 'supplierBill' | 'openingRow';
    sourceId: number;
    amount: Minor;
    postedOn: Day;
    commandId: number;
  };
  quotationRequest: {
    id: Generated<number>;
    number: string;
    locationId: number;
    neededOn: Day;
    answerByOn: Day;
    note: Generated<string>;
    createdAt: Instant;
    closedAt: Generated<Instant | null>;
    commandId: number;
  };
  quotationRequestLine: {
    id: Generated<number>;
    quotationRequestId: number;
    lineNo: number;
    variantId: number;
    quantity: Quantity;
  };
  quotationAsked: {
    quotationRequestId: number;
    supplierId: number;
  };
  supplierQuotation: {
    id: Generated<number>;
    quotationRequestId: number;
    supplierId: number;
    deliverOn: Day;
    validThroughOn: Generated<Day | null>;
    freight: Minor;
    note: Generated<string>;
    recordedAt: Instant;
    withdrawnAt: Generated<Instant | null>;
    commandId: number;
  };
  supplierQuotationLine: {
    supplierQuotationId: number;
    quotationRequestLineId: number;
    price: UnitPrice;
    quantity: Quantity;
  };
  quotationOrder: {
    purchaseOrderId: Generated<number>;
    supplierQuotationId: number;
  };
  entryVoucher: {
    entryId: Generated<number>;
    month: string;
    number: number;
  };
  leaseChoice: {
    channelId: number;
    variantId: number;
    leased: number;
  };
  listingLease: {
    listingId: Generated<number>;
    channelId: number;
    variantId: number;
    exposure: Quantity;
    level: Generated<Quantity | null>;
    shown: Generated<Quantity | null>;
    openUntil: Generated<Instant | null>;
  };
  stockFence: {
    channelId: number;
    variantId: number;
    quantity: Quantity;
    until: Day;
    commandId: number;
  };
  leaseShort: {
    variantId: Generated<number>;
    pieces: Quantity;
    since: Instant;
    commandId: number;
  };
  sheetChannel: {
    channelId: Generated<number>;
    platform: string;
    taxes: 'included' | 'none' | 'channel';
    locationId: Generated<number | null>;
    commandId: number;
  };
  shipBack: {
    id: Generated<number>;
    channelId: number;
    writtenAt: Instant;
    commandId: number;
  };
  shipBackParcel: {
    shipBackId: number;
    shipmentId: number;
    orderNumber: string;
    carrier: string;
    trackingNumber: string;
    shippedAt: Instant;
    lines: string;
  };
  attachment: {
    id: Generated<number>;
    kind: string;
    itemId: number;
    hash: string;
    type: 'pdf' | 'jpeg' | 'png' | 'webp' | 'gif';
    name: string;
    bytes: number;
    attachedAt: Instant;
    removedById: Generated<number | null>;
    commandId: number;
  };
  sheetImport: {
    id: Generated<number>;
    kind: 'products' | 'customers' | 'opening' | 'channelOrders';
    fileName: string;
    source: string;
    counts: string;
    made: string;
    importedAt: Instant;
    commandId: number;
    takenBackById: Generated<number | null>;
  };
  promotion: {
    id: Generated<number>;
    name: string;
    firstOn: Day;
    lastOn: Day;
    percentOff: Generated<RatePpm | null>;
    amount: Generated<UnitPrice | null>;
    units: Generated<Quantity | null>;
    commandId: number;
  };
  promotionVariant: {
    promotionId: number;
    variantId: number;
  };
  promotionChannel: {
    promotionId: number;
    channelId: number;
  };
  promotionArming: {
    id: Generated<number>;
    promotionId: number;
    armedAt: Instant;
    reason: Generated<string>;
    commandId: number;
    disarmedAt: Generated<Instant | null>;
    disarmCommandId: Generated<number | null>;
  };
  promotionArmingLine: {
    promotionArmingId: number;
    variantId: number;
    base: Generated<UnitPrice | null>;
    price: UnitPrice;
    lowest: Generated<UnitPrice | null>;
    covered: Quantity;
  };
  billReversePart: {
    id: Generated<number>;
    supplierBillId: number;
    purchaseReturnLineId: Generated<number | null>;
    supplierClaimId: Generated<number | null>;
    net: Minor;
    tax: Minor;
    commandId: number;
  };
  phone: {
    deviceId: Generated<number>;
    userId: number;
    keyHash: string;
    pairedAt: Instant;
    lastUsedAt: Generated<Instant | null>;
    revokedAt: Generated<Instant | null>;
  };
  orderException: {
    id: Generated<number>;
    orderId: number;
    kind: 'unknownSku' | 'roundingTooLarge' | 'changedAfterShipment' | 'finishedElsewhere' | 'cancelledAfterShipment' | 'refundExceedsCaptured' | 'refundBeyondBase' | 'refundUnconfirmed' | 'overpaid' | 'check' | 'shortPick' | 'stuckParcel';
    orderLineId: Generated<number | null>;
    details: string;
    raisedAt: Instant;
    commandId: number;
    resolvedAt: Generated<Instant | null>;
    resolution: Generated<string | null>;
    resolveCommandId: Generated<number | null>;
  };
  refundRule: {
    id: Generated<number>;
    confirmDays: number;
  };
  classServiceLevel: {
    valueClass: 'A' | 'B' | 'C';
    demandClass: 'X' | 'Y' | 'Z';
    percent: number;
  };
  fieldSight: {
    channelId: number;
    field: 'price' | 'name' | 'description' | 'offered';
    subjectId: number;
    agreedOurs: string;
    agreedTheirs: string;
    theirs: string;
    theirsAt: Instant;
  };
  fieldRule: {
    channelId: number;
    field: 'price' | 'name' | 'description' | 'offered' | 'address';
    winner: 'ours' | 'theirs';
    commandId: number;
  };
  fieldConflict: {
    id: Generated<number>;
    channelId: number;
    field: 'price' | 'name' | 'description' | 'offered' | 'address';
    subjectId: number;
    state: 'open' | 'settled';
    factId: Generated<number | null>;
  };
  fieldConflictFact: {
    id: Generated<number>;
    conflictId: number;
    kind: 'raised' | 'moved' | 'settled' | 'reopened';
    agreedOurs: string;
    agreedTheirs: string;
    ours: string;
    oursAt: Generated<Instant | null>;
    oursFrom: 'draft' | 'copy' | 'product' | 'price' | 'priceList' | 'order';
    theirs: string;
    theirsAt: Instant;
    theirsFrom: 'reading' | 'answer';
    outcome: Generated<'ours' | 'theirs' | 'other' | 'over' | null>;
    settledBy: Generated<'person' | 'rule' | 'itself' | null>;
    value: Generated<string | null>;
    before: Generated<string | null>;
    at: Instant;
    commandId: number;
  };
  noticeRule: {
    kind: 'received' | 'unpaid' | 'shipped' | 'delayed' | 'delivered' | 'overdue1' | 'overdue2' | 'overdue3' | 'returnAllowed' | 'returnDeclined' | 'returnReceived' | 'returnSettled';
    sendsFor: Generated<'nobody' | 'own' | 'all'>;
  };
  noticeTemplate: {
    kind: 'received' | 'unpaid' | 'shipped' | 'delayed' | 'delivered' | 'overdue1' | 'overdue2' | 'overdue3' | 'returnAllowed' | 'returnDeclined' | 'returnReceived' | 'returnSettled';
    language: 'en' | 'zh-Hans' | 'zh-Hant';
    subject: string;
    body: string;
  };
  noticeNews: {
    key: string;
    kind: 'received' | 'unpaid' | 'shipped' | 'delayed' | 'delivered' | 'overdue1' | 'overdue2' | 'overdue3' | 'returnAllowed' | 'returnDeclined' | 'returnReceived' | 'returnSettled';
    orderId: number;
    shipmentId: Generated<number | null>;
  };
  notice: {
    id: Generated<number>;
    key: string;
    kind: 'received' | 'unpaid' | 'shipped' | 'delayed' | 'delivered' | 'overdue1' | 'overdue2' | 'overdue3' | 'returnAllowed' | 'returnDeclined' | 'returnReceived' | 'returnSettled';
    orderId: number;
    shipmentId: Generated<number | null>;
    recipient: string;
    subject: string;
    body: string;
    state: 'waiting' | 'sending' | 'sent' | 'parked' | 'handled';
    attempts: Generated<number>;
    nextTryAt: Instant;
    problem: Generated<'unreachable' | 'refused' | 'unauthorised' | 'perhapsSent' | null>;
    says: Generated<string | null>;
    createdAt: Instant;
    finishedAt: Generated<Instant | null>;
    commandId: number;
  };
  variantServiceLevel: {
    variantId: Generated<number>;
    percent: number;
  };
  sourceSplit: {
    variantId: Generated<number>;
    supplierId: number;
    share: RatePpm;
  };
  adSpend: {
    id: Generated<number>;
    channelId: Generated<number | null>;
    campaignId: Generated<number | null>;
    fromOn: Day;
    throughOn: Day;
    amount: Minor;
    note: string;
    commandId: number;
    withdrawnAt: Generated<Instant | null>;
    withdrawCommandId: Generated<number | null>;
  };
  orderReading: {
    channelId: Generated<number>;
    startedAt: Instant;
    read: number;
    total: Generated<number | null>;
    state: 'reading' | 'stopped' | 'done';
    changedAt: Instant;
    commandId: number;
    prepared: Generated<number | null>;
  };
  channelSweep: {
    channelId: Generated<number>;
    startedAt: Instant;
    endedAt: Instant;
    levels: number;
    prices: number;
    listings: number;
    orders: number;
    commandId: number;
  };
  outbox: {
    id: Generated<number>;
    channelId: number;
    capability: 'stock' | 'fulfilment' | 'refund' | 'listing' | 'notice';
    key: string;
    payload: string;
    commandId: number;
    createdAt: Instant;
    state: 'waiting' | 'sending' | 'sent' | 'parked' | 'superseded';
    attempts: Generated<number>;
    nextTryAt: Instant;
    deadlineAt: Generated<Instant | null>;
    supersededById: Generated<number | null>;
    request: Generated<string | null>;
    answer: Generated<string | null>;
    problem: Generated<'timeout' | 'rateLimited' | 'unauthorised' | 'refused' | 'broken' | 'unreachable' | 'wrongAnswer' | 'untrusted' | 'notCounted' | 'severalPlaces' | 'notAtPlace' | 'orderClosed' | 'noAnswer' | 'beyondPaid' | 'otherCurrency' | 'leftBehind' | 'disconnected' | 'restored' | 'toldBefore' | null>;
    says: Generated<string | null>;
    finishedAt: Generated<Instant | null>;
  };
  payoutReading: {
    channelId: Generated<number>;
    position: string;
    state: 'reading' | 'done' | 'noAccount' | 'notAllowed';
    says: Generated<string>;
    unread: Generated<string>;
    readAt: Instant;
    commandId: number;
  };
  channelDifference: {
    id: Generated<number>;
    channelId: number;
    subject: 'level' | 'price' | 'offered' | 'name' | 'description' | 'listing' | 'order';
    externalId: string;
    listingId: Generated<number | null>;
    name: string;
    cause: 'unknown' | 'notCounted' | 'severalPlaces' | 'notAtPlace' | 'setAside' | 'heldBack' | 'ordersUnread' | 'gone' | 'unreadable' | 'missing' | 'undated';
    ourLevel: Generated<Quantity | null>;
    theirLevel: Generated<Quantity | null>;
    ourPrice: Generated<UnitPrice | null>;
    theirPrice: Generated<UnitPrice | null>;
    ourWord: Generated<string | null>;
    theirWord: Generated<string | null>;
    since: Instant;
    seenAt: Instant;
    commandId: number;
  };
  channelClock: {
    channelId: Generated<number>;
    ahead: number;
    since: Generated<Instant | null>;
    commandId: number;
  };
  slip: {
    id: Generated<number>;
    name: string;
    datedOn: Generated<Day | null>;
    datedBy: Generated<'photo' | 'file' | null>;
    takenAt: Instant;
    entryId: Generated<number | null>;
    discardedById: Generated<number | null>;
    commandId: number;
  };
  productSearch: {
    rowid: number;
    words: string;
  };
  customerSearch: {
    rowid: number;
    words: string;
  };
  supplierSearch: {
    rowid: number;
    words: string;
  };
}
