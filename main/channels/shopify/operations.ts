/**
 * Every question we ask Shopify, in the words of Admin API 2026-10. Lists inside lists are asked for in short pages and read on
 * one by one: what does not fit a page is otherwise left out without a word.
 */
export const apiVersion = '2026-10';

/** How many orders a list shows at once. */
export const ordersAtOnce = 25;

/** What is asked of a level, and whose: two places are enough to know that there is more than one. */
const level = '{ location { id } quantities(names: ["available"]) { quantity } }';
const everywhere = { name: '', variables: '', levels: `inventoryLevels(first: 2) { nodes ${level} }` };
const atPlace = { name: 'At', variables: ', $place: ID!', levels: `inventoryLevel(locationId: $place) ${level}` };

const pageInfo = 'pageInfo { hasNextPage endCursor }';
const shop = '{ shopMoney { amount } }';
const both = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';
const taxLines = `taxLines { channelLiable priceSet ${shop} }`;
const address = '{ name company address1 address2 city province zip countryCodeV2 phone }';
const shippingLine = `title discountedPriceSet ${shop} ${taxLines}`;
const lineItem = `
  id name sku quantity currentQuantity unfulfilledQuantity
  variant { id barcode }
  originalUnitPriceSet ${shop}
  discountAllocations { allocatedAmountSet ${shop} }
  ${taxLines}
`;
const orderHead = `
  id name processedAt updatedAt cancelledAt closedAt test currencyCode presentmentCurrencyCode taxesIncluded
  displayFinancialStatus displayFulfillmentStatus returnStatus note email phone
  billingAddress ${address} shippingAddress ${address}
  totalPriceSet ${both} totalTipReceivedSet ${shop} originalTotalDutiesSet ${shop}
  additionalFees { name price ${shop} ${taxLines} }
`;
const orderLists = `
  transactions(first: 60) { id kind status test processedAt formattedGateway amountSet ${both} }
  refunds(first: 50) { id }
`;
const refundLine = `{ quantity restockType lineItem { id } subtotalSet ${shop} totalTaxSet ${shop} }`;

export const operations = {
  shop: 'query shop { shop { currencyCode } currentAppInstallation { accessScopes { handle } } }',

  changedOrders: `query changedOrders($after: String, $since: String) {
    orders(first: ${ordersAtOnce}, after: $after, query: $since, sortKey: UPDATED_AT) { ${pageInfo} nodes { id updatedAt } }
  }`,

  recentOrders: `query recentOrders($after: String, $since: String) {
    orders(first: 60, after: $after, query: $since, sortKey: CREATED_AT) {
      ${pageInfo}
      nodes { id updatedAt test cancelledAt currencyCode displayFinancialStatus displayFulfillmentStatus totalPriceSet ${shop} }
    }
  }`,

  countOrders: 'query countOrders { ordersCount(limit: null) { count } }',

  order: `query order($id: ID!) {
    order(id: $id) {
      ${orderHead}
      shippingLines(first: 10) { nodes { ${shippingLine} } }
      ${orderLists}
      lineItems(first: 30) { ${pageInfo} nodes { ${lineItem} } }
    }
  }`,
  orderLines: `query orderLines($id: ID!, $after: String) {
    order(id: $id) { lineItems(first: 50, after: $after) { ${pageInfo} nodes { ${lineItem} } } }
  }`,

  startBulk: `mutation startBulk($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: true) { bulkOperation { ...bulk } userErrors { field message code } }
  } ${bulkFragment()}`,
  bulk: `query bulk($id: ID!) { bulkOperation(id: $id) { ...bulk } } ${bulkFragment()}`,
  cancelBulk: 'mutation cancelBulk($id: ID!) { bulkOperationCancel(id: $id) { userErrors { field message } } }',

  refund: `query refund($id: ID!) {
    refund(id: $id) {
      id createdAt processedAt note
      refundShippingLines(first: 10) { nodes { subtotalAmountSet ${shop} taxAmountSet ${shop} } }
      transactions(first: 20) { nodes { kind status processedAt amountSet ${both} } }
      refundLineItems(first: 50) { ${pageInfo} nodes ${refundLine} }
    }
  }`,
  refundLines: `query refundLines($id: ID!, $after: String) {
    refund(id: $id) { refundLineItems(first: 100, after: $after) { ${pageInfo} nodes ${refundLine} } }
  }`,

  returns: `query returns($id: ID!, $after: String) {
    order(id: $id) { returns(first: 5, after: $after) { ${pageInfo} nodes { id name status returnLineItems(first: 30) { ${pageInfo} nodes { ...returned } } } } }
  } ${returnedFragment()}`,
  returnLines: `query returnLines($id: ID!, $after: String) {
    return(id: $id) { returnLineItems(first: 100, after: $after) { ${pageInfo} nodes { ...returned } } }
  } ${returnedFragment()}`,

  products: productsAsked(everywhere),
  productsAt: productsAsked(atPlace),
  variants: variantsAsked(everywhere),
  variantsAt: variantsAsked(atPlace),
  levels: levelsAsked(everywhere),
  levelsAt: levelsAsked(atPlace),
  locations: `query locations($after: String) { locations(first: 50, after: $after) { ${pageInfo} nodes { id name isActive } } }`,
  /** Each level only while it stands where we saw it; all or none. */
  setLevels: `mutation setLevels($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } }
  }`,

  toFulfil: `query toFulfil($id: ID!) {
    order(id: $id) {
      cancelledAt
      fulfillments(first: 50) { status trackingInfo(first: 5) { number } }
      fulfillmentOrders(first: 5) {
        ${pageInfo}
        nodes { id status assignedLocation { location { id } } lineItems(first: 30) { ${pageInfo} nodes { id remainingQuantity lineItem { id } } } }
      }
    }
  }`,
  moreToFulfil: `query moreToFulfil($id: ID!, $after: String) {
    order(id: $id) {
      fulfillmentOrders(first: 5, after: $after) {
        ${pageInfo}
        nodes { id status assignedLocation { location { id } } lineItems(first: 30) { ${pageInfo} nodes { id remainingQuantity lineItem { id } } } }
      }
    }
  }`,
  linesToFulfil: `query linesToFulfil($id: ID!, $after: String) {
    fulfillmentOrder(id: $id) { lineItems(first: 100, after: $after) { ${pageInfo} nodes { id remainingQuantity lineItem { id } } } }
  }`,
  fulfil: `mutation fulfil($fulfillment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status } userErrors { field message } }
  }`,

  /** What was paid and paid back, and what each refund says: the mark of one asked for from here stands in its note. */
  toRefund: `query toRefund($id: ID!) {
    order(id: $id) {
      currencyCode presentmentCurrencyCode
      transactions(first: 60) { id kind status test gateway amountSet ${shop} parentTransaction { id } }
      refunds(first: 90) { id note totalRefundedSet ${shop} transactions(first: 3) { nodes { status } } }
    }
  }`,
  payBack: `mutation payBack($input: RefundInput!, $key: String!) {
    refundCreate(input: $input) @idempotent(key: $key) { refund { id transactions(first: 60) { nodes { status } } } userErrors { field message } }
  }`,

  payouts: `query payouts($after: String, $since: String) {
    shopifyPaymentsAccount {
      payouts(first: 25, after: $after, query: $since, sortKey: ISSUED_AT) { ${pageInfo} nodes { id legacyResourceId issuedAt status transactionType net { amount currencyCode } } }
    }
  }`,
  payoutLines: `query payoutLines($after: String, $of: String) {
    shopifyPaymentsAccount {
      balanceTransactions(first: 100, after: $after, query: $of, hideTransfers: true) {
        ${pageInfo}
        nodes {
          id type test transactionDate adjustmentReason sourceOrderTransactionId
          amount { amount currencyCode } net { amount currencyCode } associatedOrder { name } associatedPayout { id }
        }
      }
    }
  }`,

  productOf: 'query productOf($id: ID!) { productVariant(id: $id) { price product { id title descriptionHtml status } } }',
  setPrice: `mutation setPrice($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
    productVariantsBulkUpdate(productId: $productId, variants: $variants) { productVariants { id price } userErrors { code field message } }
  }`,
  showProduct: `mutation showProduct($product: ProductUpdateInput!) {
    productUpdate(product: $product) { product { id status } userErrors { field message } }
  }`,
} as const;

export type Operation = keyof typeof operations;
type Asked = typeof everywhere;

/**
 * What Shopify writes into a file for the first reading. A list of pages inside a plain list is refused there, so what stands in a
 * refund is not in it; the rows of its lists stand below it without a word which list they are of, so they say what they are.
 */
export const ordersInBulk = `{
  orders(sortKey: UPDATED_AT) { edges { node {
    ${orderHead}
    shippingLines { edges { node { __typename ${shippingLine} } } }
    ${orderLists}
    lineItems { edges { node { __typename ${lineItem} } } }
  } } }
}`;

function bulkFragment(): string {
  return 'fragment bulk on BulkOperation { id status errorCode createdAt rootObjectCount fileSize url }';
}

function productsAsked({ name, variables, levels }: Asked): string {
  return `query products${name}($after: String${variables}) {
    products(first: 8, after: $after, sortKey: ID) {
      ${pageInfo}
      nodes {
        id title descriptionHtml status productType tags isGiftCard hasOnlyDefaultVariant options { name }
        variants(first: 10) { ${pageInfo} nodes { ...variant } }
      }
    }
  } ${variantFragment(levels)}`;
}

function variantsAsked({ name, variables, levels }: Asked): string {
  return `query variants${name}($id: ID!, $after: String${variables}) {
    product(id: $id) { variants(first: 50, after: $after) { ${pageInfo} nodes { ...variant } } }
  } ${variantFragment(levels)}`;
}

function levelsAsked({ name, variables, levels }: Asked): string {
  return `query levels${name}($ids: [ID!]!${variables}) {
    nodes(ids: $ids) { id ... on ProductVariant { product { id } inventoryItem { id tracked ${levels} } } }
  }`;
}

function variantFragment(levels: string): string {
  return `fragment variant on ProductVariant { id sku barcode price compareAtPrice selectedOptions { value } inventoryItem { id tracked ${levels} } }`;
}

/** What cannot be verified to be of this order has no line of it. */
function returnedFragment(): string {
  return 'fragment returned on ReturnLineItemType { quantity returnReason returnReasonNote customerNote ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } } }';
}
