import type { Paper } from './paper.rules.ts';
import { base, exemptSales, inputTax, marketplaceSales, outOfScopeSales, reverseBought, reverseSales, salesAt, salesNotAt, tax, taxedSales, zeroSales } from './takes.ts';

const [normal, middle, reduced] = [200_000, 100_000, 55_000];

/** CA3 (3310), the main lines. The form takes whole euros, half a euro up; here are the cents of the books. The lines of a year's form were not verified. */
export const franceCa3: Paper = {
  official: 'Déclaration de TVA CA3 (3310)',
  due: '28',
  boxes: [
    { code: 'A1', official: 'Ventes, prestations de services', meaning: 'salesTaxed', terms: [base(taxedSales)] },
    { code: 'A3', official: 'Achats dont la taxe est due par l’acquéreur', meaning: 'reverseBought', terms: [base(reverseBought)] },
    { code: 'E1', official: 'Exportations hors UE et autres opérations à taux zéro', meaning: 'salesZero', terms: [base(zeroSales), base(marketplaceSales)] },
    { code: 'E2', official: 'Autres opérations non imposables', meaning: 'salesExempt', terms: [base(exemptSales), base(reverseSales), base(outOfScopeSales)] },
    { code: '08', official: 'Base hors taxe, taux normal 20 %', meaning: 'salesAtRate', rate: normal, terms: [base(salesAt(normal))] },
    { code: '08 TVA', official: 'Taxe due, taux normal 20 %', meaning: 'taxAtRate', rate: normal, terms: [tax(salesAt(normal))] },
    { code: '9B', official: 'Base hors taxe, taux réduit 10 %', meaning: 'salesAtRate', rate: middle, terms: [base(salesAt(middle))] },
    { code: '9B TVA', official: 'Taxe due, taux réduit 10 %', meaning: 'taxAtRate', rate: middle, terms: [tax(salesAt(middle))] },
    { code: '09', official: 'Base hors taxe, taux réduit 5,5 %', meaning: 'salesAtRate', rate: reduced, terms: [base(salesAt(reduced))] },
    { code: '09 TVA', official: 'Taxe due, taux réduit 5,5 %', meaning: 'taxAtRate', rate: reduced, terms: [tax(salesAt(reduced))] },
    { code: '14', official: 'Opérations imposables à un autre taux', meaning: 'salesOtherRates', terms: [base(salesNotAt(normal, middle, reduced))] },
    { code: '14 TVA', official: 'Taxe due à un autre taux', meaning: 'taxOtherRates', terms: [tax(salesNotAt(normal, middle, reduced))] },
    { code: '17', official: 'Taxe due par l’acquéreur', meaning: 'reverseTax', terms: [tax(reverseBought)] },
    { code: '16', official: 'Total de la TVA brute due', meaning: 'total', sum: { plus: ['08 TVA', '9B TVA', '09 TVA', '14 TVA', '17'] } },
    { code: '20', official: 'TVA déductible, autres biens et services', meaning: 'inputTax', terms: [tax(inputTax)] },
    { code: '23', official: 'Total TVA déductible', meaning: 'total', sum: { plus: ['20'] } },
    { code: '28', official: 'TVA nette due (crédit de TVA, ligne 25, si négative)', meaning: 'due', sum: { plus: ['16'], minus: ['23'] } },
  ],
};
