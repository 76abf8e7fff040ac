import { found, textAt, type XmlElement } from './xml.rules.ts';

/** A sum of EN 16931 that does not hold: its rule and the two figures, in ten-thousandths. */
export interface UblFault {
  rule: 'BR-CO-10' | 'BR-CO-11' | 'BR-CO-12' | 'BR-CO-13' | 'BR-CO-14' | 'BR-CO-15' | 'BR-CO-16';
  said: number;
  due: number;
}

/** A decimal as a whole number of ten-thousandths. @throws RangeError for anything that is not one */
function scaled(text: string | undefined): number {
  const match = /^([+-]?)(\d+)(?:\.(\d{1,4}))?$/.exec(text ?? '0');
  if (!match) throw new RangeError(`${text} is not an amount`);
  const [, sign = '', whole = '', part = ''] = match;
  return Number(`${sign}${whole}${part.padEnd(4, '0')}`);
}

/** The sums a UBL invoice or credit note must keep, by whole numbers; none is broken where the answer is empty. */
export function checkUbl(document: XmlElement): UblFault[] {
  const at = (...path: string[]): number => scaled(textAt(document, ...path));
  const total = (name: string): number => at('cac:LegalMonetaryTotal', name);
  const sum = (elements: XmlElement[], name: string): number => elements.reduce((added, element) => added + scaled(textAt(element, name)), 0);
  const lines = [...found(document, 'cac:InvoiceLine'), ...found(document, 'cac:CreditNoteLine')];
  const charges = (indicator: string): number => sum(found(document, 'cac:AllowanceCharge').filter((element) => textAt(element, 'cbc:ChargeIndicator') === indicator), 'cbc:Amount');
  // A second total may be in the currency of the tax office; the first with parts is the document's own.
  const [tax] = found(document, 'cac:TaxTotal').filter((element) => found(element, 'cac:TaxSubtotal').length > 0);
  const taxed = tax ? scaled(textAt(tax, 'cbc:TaxAmount')) : 0;
  const due: [UblFault['rule'], number, number][] = [
    ['BR-CO-10', total('cbc:LineExtensionAmount'), sum(lines, 'cbc:LineExtensionAmount')],
    ['BR-CO-11', total('cbc:AllowanceTotalAmount'), charges('false')],
    ['BR-CO-12', total('cbc:ChargeTotalAmount'), charges('true')],
    ['BR-CO-13', total('cbc:TaxExclusiveAmount'), total('cbc:LineExtensionAmount') - total('cbc:AllowanceTotalAmount') + total('cbc:ChargeTotalAmount')],
    ['BR-CO-14', taxed, tax ? sum(found(tax, 'cac:TaxSubtotal'), 'cbc:TaxAmount') : 0],
    ['BR-CO-15', total('cbc:TaxInclusiveAmount'), total('cbc:TaxExclusiveAmount') + taxed],
    ['BR-CO-16', total('cbc:PayableAmount'), total('cbc:TaxInclusiveAmount') - total('cbc:PrepaidAmount') + total('cbc:PayableRoundingAmount')],
  ];
  return due.filter(([, said, should]) => said !== should).map(([rule, said, should]) => ({ rule, said, due: should }));
}
