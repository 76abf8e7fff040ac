/** Small statements as banks write them, whose sums can be checked by hand. */

export const ofx1 = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
CHARSET:1252

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260401<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>9<ACCTID>0001234<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301<DTEND>20260331
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302120000[-5:EST]<TRNAMT>100.00<FITID>F1<NAME>Smith &amp; Sons<MEMO>Order 1001</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260303<TRNAMT>-12.50<FITID>F2<CHECKNUM>204<NAME>City Parking<MEMO></STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260304<TRNAMT>+800.00<FITID>F3<NAME>STRIPE<MEMO>PAYOUT</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>887.50<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`;

export const ofx2 = `<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID><STMTRS><CURDEF>CNY</CURDEF>
<BANKACCTFROM><BANKID>1</BANKID><ACCTID>6222</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301</DTSTART><DTEND>20260331</DTEND>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260302000000</DTPOSTED><TRNAMT>50.00</TRNAMT><FITID>A1</FITID><NAME>上海渔具 &amp; 公司</NAME><MEMO>货款 &lt;尾款&gt;</MEMO></STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>50.00</BALAMT><DTASOF>20260331</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`;

export const qif = (on: string): string => `!Type:Bank
D${on}
T1,000.00
POpening Balance
^
D${on}
T-1,234.56
N12
PLandlord
MRent
LExpenses:Rent
^
`;

export const mt940 = `{1:F01BANKDEFFXXXX0000000000}{2:I940BANKDEFFXXXXN}{4:
:20:STARTUMS
:25:DE02120300000000202051
:28C:00001/001
:60F:C251230EUR1000,00
:61:2512311231DR100,00NTRFNONREF//B1
:86:166?00UEBERWEISUNG?20EREF+E2E-77SVWZ+Rechnung?21 R-77?30BYLADEM1?31DE99?32Weihai Tackle ?33GmbH
:61:2512310102CR50,99NTRFR-1//B2
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA/NAME/A. Bakker/REMI/order 1002/EREF/E2E-9
:61:2601020102RC1,00NCHG//B3
:86:Gebuehr
:62F:C260102EUR949,99
:64:C260102EUR949,99
-}
`;

/** A name stands in Nm until version 04 and in Pty/Nm from 08 on; a state in Sts, later in Sts/Cd. */
export function camt(version: string): string {
  const late = version === '08';
  const party = (role: string, name: string): string => (late ? `<${role}><Pty><Nm>${name}</Nm></Pty></${role}>` : `<${role}><Nm>${name}</Nm></${role}>`);
  const booked = late ? '<Sts><Cd>BOOK</Cd></Sts>' : '<Sts>BOOK</Sts>';
  const balance = (code: string, amount: string, on: string): string => `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<n:Document xmlns:n="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><n:BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id><ElctrncSeqNb>7</ElctrncSeqNb>
<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', '1000.00', '2026-03-01')}${balance('CLBD', '1120.00', '2026-03-03')}
<Ntry><Amt Ccy="EUR">130.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>${booked}<BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef><NtryDtls>
<TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs><Amt Ccy="EUR">40.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties>${party('Dbtr', 'Anna &amp; Co')}<DbtrAcct><Id><IBAN>DE11</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Order 1001</Ustrd><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
<TxDtls><Refs><EndToEndId>E-2</EndToEndId></Refs><Amt Ccy="EUR">90.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties>${party('Dbtr', 'Bob')}</RltdPties><RmtInf><Ustrd>Order</Ustrd><Ustrd>1002</Ustrd></RmtInf></TxDtls>
</NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>${booked}<BookgDt><DtTm>2026-03-03T10:00:00</DtTm></BookgDt><AcctSvcrRef>B2</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E-3</EndToEndId></Refs><RltdPties>${party('Cdtr', 'Weihai Tackle')}</RltdPties><RmtInf><Ustrd><![CDATA[R-77 <final>]]></Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">99.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>${late ? '<Sts><Cd>PDNG</Cd></Sts>' : '<Sts>PDNG</Sts>'}<BookgDt><Dt>2026-03-03</Dt></BookgDt></Ntry>
</Stmt></n:BkToCstmrStmt></n:Document>
`;
}
