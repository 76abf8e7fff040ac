import type { SheetSource } from '../company/sheet-headings.rules.ts';
import type { SheetField } from '../contract/sheet.ts';

/** Platforms whose order sheets we know by their headings; `other` is any sheet somebody maps by hand. */
export const sheetPlatforms = ['taobao', 'pinduoduo', 'douyin', 'jd', 'tiktok', 'etsy', 'ebay', 'amazon', 'shopify', 'other'] as const;
export type SheetPlatform = (typeof sheetPlatforms)[number];

/** How the tax of a platform's sales is understood: in the prices, none, or collected and paid by the platform itself. */
export const sheetTaxes = ['included', 'none', 'channel'] as const;
export type SheetTaxes = (typeof sheetTaxes)[number];

/** What a column of an order sheet can mean. Amounts are in the currency of the order. */
export const orderFields = [
  'orderId', 'lineId', 'sku', 'title', 'spec', 'quantity', 'price', 'lineTotal', 'discount', 'shipping', 'tax', 'total', 'subsidy',
  'refunded', 'currency', 'status', 'refundStatus', 'orderedAt', 'paidAt', 'closedAt', 'updatedAt',
  'buyer', 'email', 'recipient', 'phone', 'line1', 'line2', 'district', 'city', 'region', 'postcode', 'country', 'note',
] as const;
export type OrderField = (typeof orderFields)[number];

/** How far an order has come there. */
export type SheetState = 'unpaid' | 'open' | 'shipped' | 'done' | 'cancelled';

export interface SheetLayout {
  id: string;
  platform: SheetPlatform;
  /** Headings that together only this sheet has. */
  knownBy: readonly string[];
  /** The headings of each field, the surest first. */
  columns: Partial<Record<OrderField, readonly string[]>>;
  /** Fields that every row tells of itself; what is not here is told of the order, on one of its rows or on each again. */
  perRow: readonly OrderField[];
  /** How it writes days that are not year first. */
  days: 'yearFirst' | 'monthFirst' | 'dayFirst';
  /** The zone of its clock; the shop's where none is known. */
  zone?: string;
  /** Its words for states, in small letters; a word that begins with one of these means the same. */
  states: Readonly<Record<string, SheetState>>;
  /** Its words for money given back whole. */
  refundedWords: readonly string[];
  /** It is paid when its moment of payment is told, and called off when the moment it was closed is. */
  saysByMoments?: true;
}

const always: readonly OrderField[] = ['lineId', 'sku', 'title', 'spec', 'quantity', 'price', 'lineTotal', 'refundStatus'];
const china = 'Asia/Shanghai';

const chinese: Record<string, SheetState> = {
  等待买家付款: 'unpaid', 待付款: 'unpaid', 待支付: 'unpaid', 未付款: 'unpaid', 等待付款: 'unpaid',
  买家已付款: 'open', 等待卖家发货: 'open', 待发货: 'open', 已付款: 'open', 备货中: 'open', 等待出库: 'open', 待出库: 'open', 部分发货: 'open',
  卖家已发货: 'shipped', 已发货: 'shipped', 待收货: 'shipped', 等待确认收货: 'shipped', 等待买家确认: 'shipped', 已出库: 'shipped', 运输中: 'shipped',
  交易成功: 'done', 已完成: 'done', 已收货: 'done', 已签收: 'done', 完成: 'done', 交易完成: 'done',
  交易关闭: 'cancelled', 已关闭: 'cancelled', 已取消: 'cancelled', 取消: 'cancelled', 锁定: 'open', 未发货退款成功: 'cancelled',
};

const english: Record<string, SheetState> = {
  unpaid: 'unpaid', 'awaiting payment': 'unpaid', 'on hold': 'unpaid', pending: 'unpaid', authorized: 'unpaid',
  paid: 'open', 'to ship': 'open', 'awaiting shipment': 'open', 'awaiting collection': 'open', unshipped: 'open', processing: 'open', unfulfilled: 'open', partial: 'open', 'partially': 'open', open: 'open',
  shipped: 'shipped', 'in transit': 'shipped', fulfilled: 'shipped', shipping: 'shipped',
  completed: 'done', delivered: 'done', complete: 'done', done: 'done',
  cancelled: 'cancelled', canceled: 'cancelled', voided: 'cancelled',
};

/** The sheets we know. The facts are headings and the words of states as sellers' exports show them; a platform may change them any day. */
export const sheetLayouts: readonly SheetLayout[] = [
  {
    id: 'taobaoItems', platform: 'taobao', knownBy: ['子订单编号', '主订单编号', '购买数量'], zone: china, days: 'yearFirst', states: chinese,
    columns: {
      orderId: ['主订单编号'], lineId: ['子订单编号'], sku: ['商家编码', '外部系统编号'], title: ['商品标题', '标题'], spec: ['商品属性'], quantity: ['购买数量'], price: ['商品价格', '价格'],
      lineTotal: ['买家应付货款'], refunded: ['退款金额'], status: ['订单状态'], refundStatus: ['退款状态'], orderedAt: ['订单创建时间'], paidAt: ['订单付款时间'], closedAt: ['发货时间'], note: ['主订单买家留言'],
    },
    perRow: [...always, 'status', 'refunded'], refundedWords: ['退款成功'],
  },
  {
    id: 'taobaoOrders', platform: 'taobao', knownBy: ['订单编号', '买家应付货款', '宝贝标题'], zone: china, days: 'yearFirst', states: chinese,
    columns: {
      orderId: ['订单编号'], sku: ['商家编码'], title: ['宝贝标题'], quantity: ['宝贝总数量'], lineTotal: ['买家应付货款'], shipping: ['买家应付邮费'], total: ['总金额'], refunded: ['退款金额'], status: ['订单状态'],
      orderedAt: ['订单创建时间'], paidAt: ['订单付款时间'], closedAt: ['发货时间'], buyer: ['买家会员名'], recipient: ['收货人姓名'], phone: ['联系手机', '联系电话'], line1: ['修改后的收货地址', '收货地址'], note: ['买家留言'],
    },
    perRow: always, refundedWords: [],
  },
  {
    id: 'pinduoduoOrders', platform: 'pinduoduo', knownBy: ['订单号', '商品总价(元)', '商家实收金额(元)'], zone: china, days: 'yearFirst', states: chinese,
    columns: {
      orderId: ['订单号'], sku: ['商家编码-规格维度', '商家编码-商品维度'], title: ['商品'], spec: ['商品规格'], quantity: ['商品数量(件)'], lineTotal: ['商品总价(元)'], shipping: ['邮费(元)'], total: ['商家实收金额(元)'],
      status: ['订单状态'], refundStatus: ['售后状态'], orderedAt: ['订单成交时间', '拼单成功时间'], paidAt: ['支付时间'], closedAt: ['确认收货时间', '发货时间'],
      recipient: ['收货人'], phone: ['手机'], region: ['省'], city: ['市'], district: ['区'], line1: ['街道', '详细地址'], note: ['买家留言'],
    },
    perRow: always, refundedWords: ['退款成功'],
  },
  {
    id: 'douyinOrders', platform: 'douyin', knownBy: ['主订单编号', '子订单编号', '订单应付金额'], zone: china, days: 'yearFirst', states: chinese,
    columns: {
      orderId: ['主订单编号'], lineId: ['子订单编号'], sku: ['商家编码'], title: ['选购商品'], spec: ['商品规格'], quantity: ['商品数量'], price: ['商品单价'], total: ['订单应付金额'], shipping: ['运费'], subsidy: ['平台实际承担优惠金额'],
      status: ['订单状态'], refundStatus: ['售后状态'], orderedAt: ['订单提交时间'], paidAt: ['支付完成时间'], closedAt: ['订单完成时间', '发货时间'],
      recipient: ['收件人'], phone: ['收件人手机号'], region: ['省'], city: ['市'], district: ['区'], line1: ['详细地址'], line2: ['街道'], note: ['买家留言'],
    },
    perRow: [...always, 'status', 'total', 'shipping', 'subsidy'], refundedWords: ['退款成功', '已全额退款', '同意退款，退款成功'],
  },
  {
    id: 'jdOrders', platform: 'jd', knownBy: ['订单号', '京东价', '结算金额'], zone: china, days: 'yearFirst', states: chinese,
    columns: {
      orderId: ['订单号'], sku: ['货号', '商家SKUID'], title: ['商品名称'], quantity: ['订购数量'], price: ['京东价'], shipping: ['运费金额'], total: ['应付金额'], status: ['订单状态'], orderedAt: ['下单时间'], paidAt: ['付款确认时间'],
      closedAt: ['订单完成时间'], buyer: ['下单帐号'], recipient: ['客户姓名'], phone: ['联系电话'], line1: ['客户地址'], note: ['订单备注'],
    },
    perRow: always, refundedWords: [],
  },
  {
    id: 'tiktokOrders', platform: 'tiktok', knownBy: ['Order ID', 'Seller SKU', 'SKU Subtotal After Discount'], days: 'dayFirst', states: english,
    columns: {
      orderId: ['Order ID'], lineId: ['SKU ID'], sku: ['Seller SKU'], title: ['Product Name'], spec: ['Variation'], quantity: ['Quantity'], price: ['SKU Unit Original Price'], lineTotal: ['SKU Subtotal After Discount'], subsidy: ['SKU Platform Discount'],
      shipping: ['Shipping Fee After Discount'], tax: ['Taxes'], refunded: ['Order Refund Amount'], status: ['Order Status'], orderedAt: ['Created Time'], paidAt: ['Paid Time'], closedAt: ['Cancelled Time', 'Delivered Time', 'Shipped Time'],
      buyer: ['Buyer Username'], recipient: ['Recipient'], phone: ['Phone #'], line1: ['Detail Address', 'Address Line 1'], line2: ['Address Line 2'], city: ['City'], region: ['State', 'Province'], postcode: ['Zipcode', 'Post Code'], country: ['Country'], note: ['Buyer Message'],
    },
    perRow: [...always, 'subsidy'], refundedWords: [],
  },
  {
    id: 'etsyItems', platform: 'etsy', knownBy: ['Transaction ID', 'Listing ID', 'Order ID', 'Item Total'], days: 'monthFirst', states: english,
    columns: {
      orderId: ['Order ID'], lineId: ['Transaction ID'], sku: ['SKU'], title: ['Item Name'], spec: ['Variations'], quantity: ['Quantity'], price: ['Price'], lineTotal: ['Item Total'], discount: ['Discount Amount'], shipping: ['Order Shipping'], tax: ['Order Sales Tax'],
      currency: ['Currency'], orderedAt: ['Sale Date'], paidAt: ['Date Paid'], buyer: ['Buyer'], recipient: ['Ship Name'], line1: ['Ship Address1'], line2: ['Ship Address2'], city: ['Ship City'], region: ['Ship State'], postcode: ['Ship Zipcode'], country: ['Ship Country'],
    },
    perRow: [...always, 'discount'], refundedWords: [],
  },
  {
    id: 'etsyOrders', platform: 'etsy', knownBy: ['Order ID', 'Number of Items', 'Order Value', 'Order Net'], days: 'monthFirst', states: english,
    columns: {
      orderId: ['Order ID'], sku: ['SKU'], quantity: ['Number of Items'], lineTotal: ['Order Value'], discount: ['Discount Amount'], shipping: ['Shipping'], tax: ['Sales Tax'], total: ['Order Total'], currency: ['Currency'], status: ['Status'], orderedAt: ['Sale Date'],
      buyer: ['Buyer User ID'], recipient: ['Full Name'], line1: ['Street 1'], line2: ['Street 2'], city: ['Ship City'], region: ['Ship State'], postcode: ['Ship Zipcode'], country: ['Ship Country'],
    },
    perRow: always, refundedWords: [],
  },
  {
    id: 'ebayOrders', platform: 'ebay', knownBy: ['Sales Record Number', 'Order Number', 'Custom Label'], days: 'monthFirst', states: english,
    columns: {
      orderId: ['Order Number'], lineId: ['Transaction ID'], sku: ['Custom Label'], title: ['Item Title'], spec: ['Variation Details'], quantity: ['Quantity'], price: ['Sold For'], shipping: ['Shipping And Handling'], tax: ['eBay Collected Tax'],
      orderedAt: ['Sale Date'], paidAt: ['Paid On Date'], closedAt: ['Shipped On Date'], buyer: ['Buyer Name', 'Buyer Username'], email: ['Buyer Email'], recipient: ['Ship To Name', 'Post to name'], phone: ['Ship To Phone', 'Post to phone'],
      line1: ['Ship To Address 1', 'Post to address 1'], line2: ['Ship To Address 2', 'Post to address 2'], city: ['Ship To City', 'Post to city'], region: ['Ship To State', 'Post to county'], postcode: ['Ship To Zip', 'Post to postcode'], country: ['Ship To Country', 'Post to country'], note: ['Buyer Note'],
    },
    perRow: always, refundedWords: [],
  },
  {
    id: 'amazonOrders', platform: 'amazon', knownBy: ['amazon-order-id', 'item-price', 'order-status'], days: 'yearFirst', states: english,
    columns: {
      orderId: ['amazon-order-id'], lineId: ['order-item-id'], sku: ['sku'], title: ['product-name'], quantity: ['quantity'], lineTotal: ['item-price'], tax: ['item-tax'], shipping: ['shipping-price'], discount: ['item-promotion-discount'], currency: ['currency'],
      status: ['order-status'], orderedAt: ['purchase-date'], updatedAt: ['last-updated-date'], recipient: ['recipient-name'], phone: ['buyer-phone-number'], email: ['buyer-email'], line1: ['ship-address-1'], line2: ['ship-address-2'], city: ['ship-city'], region: ['ship-state'], postcode: ['ship-postal-code'], country: ['ship-country'],
    },
    perRow: [...always, 'tax', 'shipping', 'discount'], refundedWords: [],
  },
  {
    id: 'shopifyOrders', platform: 'shopify', knownBy: ['Name', 'Financial Status', 'Lineitem quantity', 'Lineitem name'], days: 'yearFirst', states: { ...english, restocked: 'cancelled' },
    columns: {
      orderId: ['Name'], sku: ['Lineitem sku'], title: ['Lineitem name'], quantity: ['Lineitem quantity'], price: ['Lineitem price'], shipping: ['Shipping'], total: ['Total'], refunded: ['Refunded Amount'], currency: ['Currency'], status: ['Fulfillment Status'],
      orderedAt: ['Created at'], paidAt: ['Paid at'], closedAt: ['Cancelled at'], buyer: ['Billing Name'], email: ['Email'], recipient: ['Shipping Name'], phone: ['Shipping Phone', 'Phone'], line1: ['Shipping Address1', 'Shipping Street'], line2: ['Shipping Address2'],
      city: ['Shipping City'], region: ['Shipping Province'], postcode: ['Shipping Zip'], country: ['Shipping Country'], note: ['Notes'],
    },
    perRow: always, refundedWords: [], saysByMoments: true,
  },
];

/** A sheet nobody knows: mapped by hand, states in the words of all of them. */
export const otherLayout: SheetLayout = {
  id: 'other', platform: 'other', knownBy: [], perRow: always, days: 'yearFirst', states: { ...english, ...chinese }, refundedWords: ['退款成功', 'refunded'],
  columns: {
    orderId: ['Order ID', 'Order number', 'Order no', 'Order', '订单号', '订单编号', '訂單號', '訂單編號'], lineId: ['Line ID', 'Item ID', '子订单号', '子訂單編號'], sku: ['SKU', 'Item SKU', '商家编码', '货号', '貨號', '商品編碼'],
    title: ['Title', 'Product', 'Product name', 'Item', '商品', '商品名称', '商品名稱', '标题'], spec: ['Variant', 'Option', '规格', '規格'], quantity: ['Quantity', 'Qty', '数量', '數量'], price: ['Price', 'Unit price', '单价', '單價', '价格'],
    lineTotal: ['Line total', 'Amount', '金额', '金額'], discount: ['Discount', '优惠', '折扣'], shipping: ['Shipping', 'Postage', '运费', '邮费', '運費'], tax: ['Tax', '税额', '稅額'], total: ['Total', 'Order total', '总金额', '實付金額', '实付金额'],
    refunded: ['Refunded', 'Refund amount', '退款金额', '退款金額'], currency: ['Currency', '币种', '幣別'], status: ['Status', 'State', 'Order status', '订单状态', '訂單狀態', '状态'], refundStatus: ['Refund status', '售后状态', '退款状态'],
    orderedAt: ['Ordered at', 'Order date', 'Date', '下单时间', '订单创建时间', '下單時間', '日期'], paidAt: ['Paid at', '付款时间', '付款時間'], closedAt: ['Closed at', 'Shipped at', '发货时间', '出貨時間'], updatedAt: ['Updated at', '更新时间'],
    buyer: ['Buyer', 'Customer', '买家', '買家'], email: ['E-mail', 'Email', '邮箱'], recipient: ['Recipient', 'Ship to', '收货人', '收件人'], phone: ['Phone', '手机', '电话', '電話'], line1: ['Address', '收货地址', '地址'], line2: ['Address 2'],
    district: ['District', '区'], city: ['City', '市'], region: ['State', 'Province', '省'], postcode: ['Postcode', 'Zip', '邮编'], country: ['Country', '国家', '國家'], note: ['Note', '备注', '備註', '买家留言'],
  },
};

export const layoutOf = (id: string): SheetLayout => sheetLayouts.find((layout) => layout.id === id) ?? otherLayout;

/** How the wizard knows a sheet: the first layout whose own headings are all there. */
export const orderSources: readonly SheetSource[] = sheetLayouts.map(({ id, knownBy }) => ({ id, headings: knownBy }));

const needed = new Set<OrderField>(['orderId', 'quantity']);

/** The wizard's fields for a sheet: what its layout calls them, and for one that nobody knows the usual words. */
export const orderFieldsOf = (layoutId: string): SheetField[] => {
  const { columns } = layoutOf(layoutId);
  return orderFields.map((name) => ({ name, needed: needed.has(name), headings: columns[name] ?? [] }));
};
