import type { AccountType } from '../accounting/account-role.rules.ts';
import type { ExportAccount, ExportEntry, ExportParty } from '../accounting/export/book.rules.ts';
import type { Minor } from '../units/minor.ts';
import { narration } from '../accounting/export/narration.rules.ts';
import { oneLine } from '../units/one-line.ts';
import { decimals, legsOf, type Pack, type PackFile, textFile } from './pack.rules.ts';
import { type XmlElement, xml, xmlHead, xmlLines, xmlText } from './xml.rules.ts';

/** What stands in the master files besides the accounts. */
export interface SafTMasters {
  customers: readonly ExportParty[];
  suppliers: readonly ExportParty[];
  /** Accounts whose lines belong to one customer or supplier. */
  personal: ReadonlySet<number>;
  closing: ReadonlyMap<number, Minor>;
  /** Totals of the entries, asked beforehand: the schema wants them before the first one. */
  totals: { entries: number; debit: Minor; credit: Minor };
}

/**
 * The books as SAF-T Financial for Norway, schema 1.30. An account's grouping code is its type and no code of the tax
 * administration's list: which standard account ours stand for is the accountant's to say.
 */
export function safT(pack: Pack, masters: SafTMasters): PackFile {
  return textFile(`SAF-T Financial_${registration(pack)}_${pack.madeOn.replaceAll('-', '')}.xml`, safTLines(pack, masters));
}

const registration = ({ shop }: Pack): string => shop.taxNumber.replaceAll(/\D/g, '').slice(0, 9) || '000000000';

function* safTLines(pack: Pack, masters: SafTMasters): Generator<string> {
  yield `${xmlHead}<AuditFile xmlns="urn:StandardAuditFile-Taxation-Financial:NO">\n`;
  yield xmlLines(header(pack), '  ');
  yield '  <MasterFiles>\n';
  yield* many('GeneralLedgerAccounts', pack.book.accounts.map((account) => accountOf(pack, account, masters.closing)));
  yield* many('Customers', masters.customers.map((party) => partyOf('Customer', party)));
  yield* many('Suppliers', masters.suppliers.map((party) => partyOf('Supplier', party)));
  yield '  </MasterFiles>\n';
  const money = decimals(pack.book.currency);
  yield '  <GeneralLedgerEntries>\n';
  for (const [name, value] of [['NumberOfEntries', String(masters.totals.entries)], ['TotalDebit', money(masters.totals.debit)], ['TotalCredit', money(masters.totals.credit)]] as const) yield xmlLines(xml(name, value), '    ');
  yield '    <Journal>\n';
  for (const element of [xml('JournalID', 'GL'), xml('Description', 'General journal'), xml('Type', 'GL')]) yield xmlLines(element, '      ');
  for (const entry of pack.book.entries) yield xmlLines(transaction(pack, masters.personal, entry), '      ');
  yield '    </Journal>\n  </GeneralLedgerEntries>\n</AuditFile>\n';
}

function* many(name: string, elements: readonly XmlElement[]): Generator<string> {
  if (elements.length === 0) return;
  yield `    <${name}>\n`;
  for (const element of elements) yield xmlLines(element, '      ');
  yield `    </${xmlText(name)}>\n`;
}

/** A text no longer than its type allows, and never empty where the schema wants one. */
const short = (text: string, most: number): string => oneLine(text, most) || '-';

function header(pack: Pack): XmlElement {
  const { shop, book, madeOn } = pack;
  return xml(
    'Header',
    xml('AuditFileVersion', '1.30'),
    xml('AuditFileCountry', 'NO'),
    xml('AuditFileDateCreated', madeOn),
    xml('SoftwareCompanyName', 'Shopwright'),
    xml('SoftwareID', 'Shopwright'),
    xml('SoftwareVersion', '1'),
    xml(
      'Company',
      xml('RegistrationNumber', registration(pack)),
      xml('Name', short(shop.name, 256)),
      xml('Address', xml('StreetName', short(shop.lines.join(', '), 256)), xml('Country', shop.country)),
      xml('Contact', xml('ContactPerson', xml('FirstName', 'NotUsed'), xml('LastName', short(shop.name, 70)))),
    ),
    xml('DefaultCurrencyCode', book.currency),
    xml('SelectionCriteria', xml('SelectionStartDate', book.from), xml('SelectionEndDate', book.to)),
    xml('TaxAccountingBasis', 'A'),
  );
}

const grouping: Record<AccountType, string> = { asset: 'asset', liability: 'liability', equity: 'equity', income: 'income', expense: 'expense' };

function accountOf({ book }: Pack, account: ExportAccount, closing: ReadonlyMap<number, Minor>): XmlElement {
  const opening = book.opening.find(({ ledgerAccountId }) => ledgerAccountId === account.id)?.balance ?? 0;
  const side = (when: string, balance: number): XmlElement => xml(`${when}${balance < 0 ? 'Credit' : 'Debit'}Balance`, decimals(book.currency)(Math.abs(balance)));
  return xml(
    'Account',
    xml('AccountID', account.code),
    xml('AccountDescription', short(account.name, 256)),
    xml('GroupingCategory', 'AccountType'),
    xml('GroupingCode', grouping[account.type]),
    xml('AccountType', 'GL'),
    side('Opening', opening),
    side('Closing', closing.get(account.id) ?? 0),
  );
}

const partyOf = (kind: 'Customer' | 'Supplier', { number, name }: ExportParty): XmlElement => xml(kind, xml('Name', short(name, 256)), xml(`${kind}ID`, short(number, 35)));

function transaction({ book, shop }: Pack, personal: ReadonlySet<number>, entry: ExportEntry): XmlElement {
  const says = short(narration(entry, shop.language), 256);
  const money = decimals(book.currency);
  const lines = legsOf(book)(entry).map((leg, index) => {
    const party = personal.has(leg.account.id) ? entry.party : null;
    const foreign = leg.currency !== null && leg.foreignAmount !== null && leg.currency !== book.currency;
    return xml(
      'Line',
      xml('RecordID', String(index + 1)),
      xml('AccountID', leg.account.code),
      party && xml(party.kind === 'customer' ? 'CustomerID' : 'SupplierID', short(party.number, 35)),
      xml('Description', says),
      xml(
        leg.amount >= 0 ? 'DebitAmount' : 'CreditAmount',
        xml('Amount', money(Math.abs(leg.amount))),
        foreign && xml('CurrencyCode', leg.currency ?? ''),
        foreign && xml('CurrencyAmount', decimals(leg.currency ?? book.currency)(Math.abs(leg.foreignAmount ?? 0))),
      ),
    );
  });
  return xml(
    'Transaction',
    xml('TransactionID', entry.number),
    xml('Period', String(Number(entry.postedOn.slice(5, 7)))),
    xml('PeriodYear', entry.postedOn.slice(0, 4)),
    xml('TransactionDate', entry.postedOn),
    xml('Description', says),
    xml('SystemEntryDate', entry.postedOn),
    xml('GLPostingDate', entry.postedOn),
    ...lines,
  );
}
