import { oneLine } from '../units/one-line.ts';
import { dayAs, decimals, legsOf, type Pack, type PackFile } from './pack.rules.ts';
import { narration } from '../accounting/export/narration.rules.ts';
import { xml, type XmlElement, xmlLines } from './xml.rules.ts';
import type { Minor } from '../units/minor.ts';

/** A day as OFX wants it: without an hour readers warn. */
const at = (on: Pack['madeOn']): string => `${dayAs(on, 'YMD', '')}120000`;

const ok = xml('STATUS', xml('CODE', '0'), xml('SEVERITY', 'INFO'));

/** The movements of one money account as an OFX 2.1.1 bank statement, with the balance it ends with. */
export function ofx(pack: Pack, ledgerAccountId: number, closing: Minor): PackFile {
  const account = pack.book.accounts.find(({ id }) => id === ledgerAccountId);
  if (!account) throw new RangeError(`ledger account ${ledgerAccountId} is not in the book`);
  const money = decimals(pack.book.currency);
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n';
  const signOn = xml('SIGNONMSGSRSV1', xml('SONRS', ok, xml('DTSERVER', at(pack.madeOn)), xml('LANGUAGE', 'ENG')));
  const statement = xml(
    'STMTRS',
    xml('CURDEF', pack.book.currency),
    xml('BANKACCTFROM', xml('BANKID', '0'), xml('ACCTID', account.code), xml('ACCTTYPE', 'CHECKING')),
    xml('BANKTRANLIST', xml('DTSTART', at(pack.book.from)), xml('DTEND', at(pack.book.to)), ...movements(pack, ledgerAccountId)),
    xml('LEDGERBAL', xml('BALAMT', money(closing)), xml('DTASOF', at(pack.book.to))),
  );
  const document = xml('OFX', signOn, xml('BANKMSGSRSV1', xml('STMTTRNRS', xml('TRNUID', '0'), ok, statement)));
  return { name: `${account.code}-${pack.book.to}.ofx`, charset: 'utf-8', text: [head, xmlLines(document)] };
}

function movements({ book, shop }: Pack, ledgerAccountId: number): XmlElement[] {
  const [toLegs, money] = [legsOf(book), decimals(book.currency)];
  return [...book.entries].flatMap((entry) =>
    toLegs(entry).flatMap((leg, index) => {
      if (leg.account.id !== ledgerAccountId) return [];
      return xml(
        'STMTTRN',
        xml('TRNTYPE', leg.amount >= 0 ? 'CREDIT' : 'DEBIT'),
        xml('DTPOSTED', at(entry.postedOn)),
        xml('TRNAMT', money(leg.amount)),
        xml('FITID', `${entry.number}-${index + 1}`),
        xml('NAME', oneLine(entry.party?.name ?? shop.name, 32) || '-'),
        xml('MEMO', narration(entry, shop.language) || '-'),
      );
    }),
  );
}
