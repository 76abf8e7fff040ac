import type { Paper } from './paper.rules.ts';
import { base, exemptSales, inputTax, marketplaceSales, outOfScopeSales, reverseBought, reverseSales, salesAt, salesNotAt, tax, zeroSales } from './takes.ts';

const [standard, reduced] = [190_000, 70_000];

/**
 * Umsatzsteuer-Voranmeldung, the Kennziffern a shop fills. The form takes bases in whole euros and works the tax of 81 and 86 out
 * of them; here the tax is what was charged, so that it ties to the books. Which Kennziffern a year's form has was not verified.
 */
export const germanyUstVa: Paper = {
  official: 'Umsatzsteuer-Voranmeldung',
  due: '83',
  boxes: [
    { code: '81', official: 'Steuerpflichtige Umsätze zum Steuersatz von 19 %', meaning: 'salesAtRate', rate: standard, terms: [base(salesAt(standard))] },
    { code: '81 USt', official: 'Steuer zu 81', meaning: 'taxAtRate', rate: standard, terms: [tax(salesAt(standard))] },
    { code: '86', official: 'Steuerpflichtige Umsätze zum Steuersatz von 7 %', meaning: 'salesAtRate', rate: reduced, terms: [base(salesAt(reduced))] },
    { code: '86 USt', official: 'Steuer zu 86', meaning: 'taxAtRate', rate: reduced, terms: [tax(salesAt(reduced))] },
    { code: '35', official: 'Umsätze zu anderen Steuersätzen', meaning: 'salesOtherRates', terms: [base(salesNotAt(standard, reduced))] },
    { code: '36', official: 'Steuer zu 35', meaning: 'taxOtherRates', terms: [tax(salesNotAt(standard, reduced))] },
    { code: '43', official: 'Weitere steuerfreie Umsätze mit Vorsteuerabzug', meaning: 'salesZero', terms: [base(zeroSales), base(marketplaceSales)] },
    { code: '48', official: 'Steuerfreie Umsätze ohne Vorsteuerabzug', meaning: 'salesExempt', terms: [base(exemptSales)] },
    { code: '60', official: 'Steuerpflichtige Umsätze, für die der Leistungsempfänger die Steuer schuldet', meaning: 'salesReverse', terms: [base(reverseSales)] },
    { code: '45', official: 'Nicht steuerbare Umsätze', meaning: 'salesOutOfScope', terms: [base(outOfScopeSales)] },
    { code: '46', official: 'Leistungen nach § 13b UStG, deren Steuer wir schulden', meaning: 'reverseBought', terms: [base(reverseBought)] },
    { code: '47', official: 'Steuer zu 46', meaning: 'reverseTax', terms: [tax(reverseBought)] },
    { code: '66', official: 'Vorsteuerbeträge aus Rechnungen von anderen Unternehmern', meaning: 'inputTax', terms: [tax({ ...inputTax, treatment: ['taxed', 'zero', 'adjustment', 'unsorted'] })] },
    { code: '67', official: 'Vorsteuerbeträge aus Leistungen im Sinne des § 13b UStG', meaning: 'reverseInput', terms: [tax({ ...inputTax, treatment: ['reverseCharge'] })] },
    { code: '83', official: 'Verbleibende Umsatzsteuer-Vorauszahlung', meaning: 'due', sum: { plus: ['81 USt', '86 USt', '36', '47'], minus: ['66', '67'] } },
  ],
};
