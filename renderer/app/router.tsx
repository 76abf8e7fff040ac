import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { AccountsScreen } from '../accounting/accounts-screen.tsx';
import { ClosingScreen } from '../accounting/closing-screen.tsx';
import { CampaignsScreen } from '../accounting/campaigns-screen.tsx';
import { RatesScreen } from '../accounting/rates-screen.tsx';
import { RevaluationScreen } from '../accounting/revaluation-screen.tsx';
import { JournalScreen, type JournalSearch } from '../accounting/journal-screen.tsx';
import { TaxScreen } from '../accounting/tax-screen.tsx';
import { TrialBalanceScreen } from '../accounting/trial-balance-screen.tsx';
import { AnalysisScreen } from '../analysis/analysis-screen.tsx';
import { readAnalysisSearch } from '../analysis/analysis-search.ts';
import { ClearingScreen } from '../payouts/clearing-screen.tsx';
import { PayoutScreen } from '../payouts/payout-screen.tsx';
import { readPayoutsSearch } from '../payouts/payouts-search.ts';
import { PayoutsScreen } from '../payouts/payouts-screen.tsx';
import { BankScreen } from '../banking/bank-screen.tsx';
import { readBankSearch } from '../banking/bank-search.ts';
import { OpeningScreen } from '../banking/opening-screen.tsx';
import { PayablesScreen, ReceivablesScreen } from '../banking/open-items-screen.tsx';
import { RemindersScreen } from '../banking/reminders-screen.tsx';
import { LabelsScreen } from '../catalog/labels-screen.tsx';
import { NewProductScreen } from '../catalog/new-product-screen.tsx';
import { NewPromotionScreen, PromotionScreen } from '../marketing/promotion-screen.tsx';
import { PromotionsScreen } from '../marketing/promotions-screen.tsx';
import { ProductScreen } from '../catalog/product-screen.tsx';
import { readProductSearch } from '../catalog/product-search.ts';
import { ProductsScreen } from '../catalog/products-screen.tsx';
import { SortingScreen } from '../catalog/sorting-screen.tsx';
import { ImportScreen } from '../company/import-screen.tsx';
import { PracticeScreen } from '../channels/practice-screen.tsx';
import { ConflictsScreen } from '../channels/conflicts-screen.tsx';
import { ChannelsScreen } from '../channels/channels-screen.tsx';
import { OrderImportScreen, readOrderImportSearch } from '../channels/order-import-screen.tsx';
import { DraftsScreen } from '../channels/drafts-screen.tsx';
import { LocationsScreen } from '../inventory/locations-screen.tsx';
import { CarriersScreen } from '../fulfilment/carriers-screen.tsx';
import { NoticeSettingsScreen } from '../fulfilment/notice-settings-screen.tsx';
import { PackStation } from '../fulfilment/pack-station.tsx';
import { PickStation } from '../fulfilment/pick-station.tsx';
import { SlottingScreen } from '../fulfilment/slotting-screen.tsx';
import { ShipFromScreen } from '../fulfilment/ship-from-screen.tsx';
import { ShipScreen } from '../fulfilment/ship-screen.tsx';
import { readPackSearch, readShipSearch } from '../fulfilment/ship-search.ts';
import { WavePaperScreen } from '../documents/wave-paper-screen.tsx';
import { WaveScreen } from '../fulfilment/wave-screen.tsx';
import { LotsScreen } from '../inventory/lots-screen.tsx';
import { RulesScreen } from '../inventory/rules-screen.tsx';
import { MoveScreen } from '../inventory/move-screen.tsx';
import { readCountSearch } from '../counting/count-search.ts';
import { CountScreen } from '../counting/count-screen.tsx';
import { CountStation } from '../counting/count-station.tsx';
import { CountsScreen } from '../counting/counts-screen.tsx';
import { readStockSearch } from '../inventory/stock-search.ts';
import { StockScreen } from '../inventory/stock-screen.tsx';
import { readTransferSearch } from '../inventory/transfer-search.ts';
import { TransfersScreen } from '../inventory/transfers-screen.tsx';
import { readCustomerSearch } from '../parties/customer-search.ts';
import { CustomersScreen } from '../parties/customers-screen.tsx';
import { AlertsScreen, readAlertSearch } from '../purchasing/alerts-screen.tsx';
import { BillsScreen, readBillSearch } from '../purchasing/bills-screen.tsx';
import { ClaimsScreen, readClaimSearch } from '../purchasing/claims-screen.tsx';
import { NewPurchaseOrderScreen, readNewPurchaseOrderSearch } from '../purchasing/new-purchase-order-screen.tsx';
import { CashReleaseScreen } from '../purchasing/cash-release-screen.tsx';
import { readCashReleaseSearch } from '../purchasing/cash-release-search.ts';
import { LandedCostsScreen, readLandedCostSearch } from '../purchasing/landed-costs-screen.tsx';
import { readReceiptSearch, ReceiptsScreen } from '../purchasing/receipts-screen.tsx';
import { PurchaseOrderScreen } from '../purchasing/purchase-order-screen.tsx';
import { NewQuotationScreen } from '../purchasing/new-quotation-screen.tsx';
import { QuotationScreen } from '../purchasing/quotation-screen.tsx';
import { QuotationsScreen, readQuotationsSearch } from '../purchasing/quotations-screen.tsx';
import { readPurchaseOrderSearch } from '../purchasing/purchase-order-search.ts';
import { PurchaseOrdersScreen } from '../purchasing/purchase-orders-screen.tsx';
import { readReceiveSearch, ReceiveScreen, ReceiveSupplierScreen } from '../purchasing/receive-screen.tsx';
import { ReplenishmentScreen } from '../purchasing/replenishment-screen.tsx';
import { readReplenishmentSearch } from '../purchasing/replenishment-search.ts';
import { readSupplierSearch } from '../purchasing/supplier-search.ts';
import { readPriceListSearch } from '../pricing/price-list-search.ts';
import { PriceListsScreen } from '../pricing/price-lists-screen.tsx';
import { SuppliersScreen } from '../purchasing/suppliers-screen.tsx';
import { StatementsScreen } from '../reporting/statements-screen.tsx';
import { readStatementSearch } from '../reporting/statement-search.ts';
import { BudgetScreen } from '../reporting/budget-screen.tsx';
import { CashForecastScreen } from '../reporting/cash-forecast-screen.tsx';
import { readCashForecastSearch } from '../reporting/cash-forecast-search.ts';
import { readBudgetSearch } from '../reporting/budget-search.ts';
import { RecurringScreen } from '../reporting/recurring-screen.tsx';
import { MonthScreen } from '../reporting/month-screen.tsx';
import { readMonthSearch } from '../reporting/month-search.ts';
import { DayCloseScreen } from '../reporting/day-close-screen.tsx';
import { TodayScreen } from '../reporting/today-screen.tsx';
import { AdsScreen } from '../sales/ads-screen.tsx';
import { ExceptionsScreen } from '../sales/exceptions-screen.tsx';
import { OrderRulesScreen } from '../sales/order-rules-screen.tsx';
import { NewReturnScreen } from '../returns/new-return-screen.tsx';
import { RepairsScreen } from '../returns/repairs-screen.tsx';
import { ReturnAnalysisScreen } from '../returns/return-analysis-screen.tsx';
import { ReturnPoliciesScreen } from '../returns/return-policies-screen.tsx';
import { ReturnScreen } from '../returns/return-screen.tsx';
import { readOrder, readRepair, readReturnSearch, readRma } from '../returns/return-search.ts';
import { ReturnStation } from '../returns/return-station.tsx';
import { ReturnsScreen } from '../returns/returns-screen.tsx';
import { NewOrderScreen } from '../sales/new-order-screen.tsx';
import { OrderScreen } from '../sales/order-screen.tsx';
import { readOrderSearch } from '../sales/order-search.ts';
import { OrdersScreen } from '../sales/orders-screen.tsx';
import { OrderPapersScreen } from '../documents/order-papers-screen.tsx';
import { QuotationPaperScreen } from '../documents/quotation-paper-screen.tsx';
import { StatementScreen } from '../documents/statement-screen.tsx';
import { PaperSettingsScreen } from '../documents/paper-settings-screen.tsx';
import { ExportScreen } from '../exports/export-screen.tsx';
import { ExportSettingsScreen } from '../exports/export-settings-screen.tsx';
import { DrawersScreen } from '../till/drawers-screen.tsx';
import { TillScreen } from '../till/till-screen.tsx';
import { NowhereScreen } from './nowhere-screen.tsx';
import { SettingsScreen } from './settings-screen.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NowhereScreen });
const under = { getParentRoute: () => root };
const readLot = ({ lot }: Record<string, unknown>): { lot?: number } => (typeof lot === 'number' ? { lot } : {});
const readPlace = ({ place }: Record<string, unknown>): { place?: number } => (typeof place === 'number' ? { place } : {});
const readEntry = ({ entry, find, slip }: Record<string, unknown>): JournalSearch => ({ ...(typeof entry === 'number' && { entry }), ...(typeof find === 'string' && find !== '' && { find }), ...(typeof slip === 'number' && { slip }) });

const readPrint = ({ print }: Record<string, unknown>): { print?: boolean } => (print === true ? { print } : {});
const readNewProduct = ({ barcode }: Record<string, unknown>): { barcode?: string } => (typeof barcode === 'string' ? { barcode } : {});

const screens = [
  createRoute({ ...under, path: '/', component: TodayScreen }),
  createRoute({ ...under, path: '/day', component: DayCloseScreen }),
  createRoute({ ...under, path: '/orders', component: OrdersScreen, validateSearch: readOrderSearch }),
  createRoute({ ...under, path: '/orders/new', component: NewOrderScreen }),
  createRoute({ ...under, path: '/orders/exceptions', component: ExceptionsScreen }),
  createRoute({ ...under, path: '/orders/rules', component: OrderRulesScreen }),
  createRoute({ ...under, path: '/orders/$orderId', component: OrderScreen }),
  createRoute({ ...under, path: '/orders/$orderId/papers', component: OrderPapersScreen }),
  createRoute({ ...under, path: '/ship', component: ShipScreen, validateSearch: readShipSearch }),
  createRoute({ ...under, path: '/ship/slotting', component: SlottingScreen }),
  createRoute({ ...under, path: '/ship/$pickWaveId', component: WaveScreen }),
  createRoute({ ...under, path: '/ship/$pickWaveId/paper', component: WavePaperScreen, validateSearch: readPrint }),
  createRoute({ ...under, path: '/station/pick/$pickWaveId', component: PickStation }),
  createRoute({ ...under, path: '/station/pack', component: PackStation, validateSearch: readPackSearch }),
  createRoute({ ...under, path: '/settings/carriers', component: CarriersScreen }),
  createRoute({ ...under, path: '/settings/ship-from', component: ShipFromScreen }),
  createRoute({ ...under, path: '/settings/notices', component: NoticeSettingsScreen }),
  createRoute({ ...under, path: '/returns', component: ReturnsScreen, validateSearch: readReturnSearch }),
  createRoute({ ...under, path: '/returns/new', component: NewReturnScreen, validateSearch: readOrder }),
  createRoute({ ...under, path: '/returns/repairs', component: RepairsScreen, validateSearch: readRepair }),
  createRoute({ ...under, path: '/returns/analysis', component: ReturnAnalysisScreen }),
  createRoute({ ...under, path: '/returns/policies', component: ReturnPoliciesScreen }),
  createRoute({ ...under, path: '/returns/$rmaId', component: ReturnScreen }),
  createRoute({ ...under, path: '/station/return', component: ReturnStation, validateSearch: readRma }),
  createRoute({ ...under, path: '/products', component: ProductsScreen, validateSearch: readProductSearch }),
  createRoute({ ...under, path: '/products/import', component: () => <ImportScreen kind="products" /> }),
  createRoute({ ...under, path: '/products/new', component: NewProductScreen, validateSearch: readNewProduct }),
  createRoute({ ...under, path: '/products/sorting', component: SortingScreen }),
  createRoute({ ...under, path: '/products/prices', component: PriceListsScreen, validateSearch: readPriceListSearch }),
  createRoute({ ...under, path: '/products/promotions', component: PromotionsScreen }),
  createRoute({ ...under, path: '/products/promotions/new', component: NewPromotionScreen }),
  createRoute({ ...under, path: '/products/promotions/$promotionId', component: PromotionScreen }),
  createRoute({ ...under, path: '/products/$productId', component: ProductScreen }),
  createRoute({ ...under, path: '/labels', component: LabelsScreen }),
  createRoute({ ...under, path: '/station/move', component: MoveScreen }),
  createRoute({ ...under, path: '/station/till', component: TillScreen }),
  createRoute({ ...under, path: '/stock', component: StockScreen, validateSearch: readStockSearch }),
  createRoute({ ...under, path: '/stock/transfers', component: TransfersScreen, validateSearch: readTransferSearch }),
  createRoute({ ...under, path: '/stock/lots', component: LotsScreen, validateSearch: readLot }),
  createRoute({ ...under, path: '/stock/places', component: LocationsScreen, validateSearch: readPlace }),
  createRoute({ ...under, path: '/stock/rules', component: RulesScreen }),
  createRoute({ ...under, path: '/counts', component: CountsScreen }),
  createRoute({ ...under, path: '/counts/$stocktakeId', component: CountScreen, validateSearch: readCountSearch }),
  createRoute({ ...under, path: '/station/count/$stocktakeId', component: CountStation }),
  createRoute({ ...under, path: '/customers', component: CustomersScreen, validateSearch: readCustomerSearch }),
  createRoute({ ...under, path: '/customers/$customerId/statement', component: StatementScreen }),
  createRoute({ ...under, path: '/customers/import', component: () => <ImportScreen kind="customers" /> }),
  createRoute({ ...under, path: '/purchasing', component: PurchaseOrdersScreen, validateSearch: readPurchaseOrderSearch }),
  createRoute({ ...under, path: '/purchasing/new', component: NewPurchaseOrderScreen, validateSearch: readNewPurchaseOrderSearch }),
  createRoute({ ...under, path: '/purchasing/bills', component: BillsScreen, validateSearch: readBillSearch }),
  createRoute({ ...under, path: '/purchasing/receipts', component: ReceiptsScreen, validateSearch: readReceiptSearch }),
  createRoute({ ...under, path: '/purchasing/landed-costs', component: LandedCostsScreen, validateSearch: readLandedCostSearch }),
  createRoute({ ...under, path: '/purchasing/alerts', component: AlertsScreen, validateSearch: readAlertSearch }),
  createRoute({ ...under, path: '/purchasing/claims', component: ClaimsScreen, validateSearch: readClaimSearch }),
  createRoute({ ...under, path: '/purchasing/quotations', component: QuotationsScreen, validateSearch: readQuotationsSearch }),
  createRoute({ ...under, path: '/purchasing/quotations/new', component: NewQuotationScreen }),
  createRoute({ ...under, path: '/purchasing/quotations/$requestId', component: QuotationScreen }),
  createRoute({ ...under, path: '/purchasing/quotations/$requestId/paper/$supplierId', component: QuotationPaperScreen }),
  createRoute({ ...under, path: '/purchasing/$orderId', component: PurchaseOrderScreen }),
  createRoute({ ...under, path: '/station/receive/$orderId', component: ReceiveScreen }),
  createRoute({ ...under, path: '/station/receive', component: ReceiveSupplierScreen, validateSearch: readReceiveSearch }),
  createRoute({ ...under, path: '/purchasing/plan', component: ReplenishmentScreen, validateSearch: readReplenishmentSearch }),
  createRoute({ ...under, path: '/purchasing/suppliers', component: SuppliersScreen, validateSearch: readSupplierSearch }),
  createRoute({ ...under, path: '/money', component: TrialBalanceScreen }),
  createRoute({ ...under, path: '/money/journal', component: JournalScreen, validateSearch: readEntry }),
  createRoute({ ...under, path: '/money/tax', component: TaxScreen }),
  createRoute({ ...under, path: '/money/statements', component: StatementsScreen, validateSearch: readStatementSearch }),
  createRoute({ ...under, path: '/money/budget', component: BudgetScreen, validateSearch: readBudgetSearch }),
  createRoute({ ...under, path: '/money/forecast', component: CashForecastScreen, validateSearch: readCashForecastSearch }),
  createRoute({ ...under, path: '/money/campaigns', component: CampaignsScreen }),
  createRoute({ ...under, path: '/money/ads', component: AdsScreen }),
  createRoute({ ...under, path: '/money/accounts', component: AccountsScreen }),
  createRoute({ ...under, path: '/money/month', component: MonthScreen, validateSearch: readMonthSearch }),
  createRoute({ ...under, path: '/money/closing', component: ClosingScreen }),
  createRoute({ ...under, path: '/money/recurring', component: RecurringScreen }),
  createRoute({ ...under, path: '/money/currencies', component: RatesScreen }),
  createRoute({ ...under, path: '/money/revaluation', component: RevaluationScreen }),
  createRoute({ ...under, path: '/money/drawers', component: DrawersScreen }),
  createRoute({ ...under, path: '/money/bank', component: BankScreen, validateSearch: readBankSearch }),
  createRoute({ ...under, path: '/money/payouts', component: PayoutsScreen, validateSearch: readPayoutsSearch }),
  createRoute({ ...under, path: '/money/payouts/$settlementId', component: PayoutScreen }),
  createRoute({ ...under, path: '/money/clearing', component: ClearingScreen }),
  createRoute({ ...under, path: '/money/opening', component: OpeningScreen }),
  createRoute({ ...under, path: '/money/opening/import', component: () => <ImportScreen kind="opening" /> }),
  createRoute({ ...under, path: '/money/reminders', component: RemindersScreen }),
  createRoute({ ...under, path: '/money/receivables', component: ReceivablesScreen }),
  createRoute({ ...under, path: '/money/payables', component: PayablesScreen }),
  createRoute({ ...under, path: '/money/export', component: ExportScreen }),
  createRoute({ ...under, path: '/money/export/settings', component: ExportSettingsScreen }),
  createRoute({ ...under, path: '/reports', component: AnalysisScreen, validateSearch: readAnalysisSearch }),
  createRoute({ ...under, path: '/reports/cash', component: CashReleaseScreen, validateSearch: readCashReleaseSearch }),
  createRoute({ ...under, path: '/channels', component: ChannelsScreen }),
  createRoute({ ...under, path: '/channels/import', component: OrderImportScreen, validateSearch: readOrderImportSearch }),
  createRoute({ ...under, path: '/channels/conflicts', component: ConflictsScreen }),
  createRoute({ ...under, path: '/channels/practice', component: PracticeScreen }),
  createRoute({ ...under, path: '/channels/drafts', component: DraftsScreen }),
  createRoute({ ...under, path: '/settings/papers', component: PaperSettingsScreen }),
  createRoute({ ...under, path: '/settings', component: SettingsScreen }),
] as const;

/** Hash history: the page is served from app:// as well as from a port, and Back works in both. */
export const makeShopRouter = () => createRouter({ routeTree: root.addChildren(screens), history: createHashHistory() });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeShopRouter>;
  }
}
