import type { Language } from '../units/language.ts';
import type { Accent, Paper } from './document-look.rules.ts';

/** The tokens of the light theme that print uses; a paper is always light. */
const colours: Record<Accent, string> = { text: '#1D1B18', accent: '#2549AE', ok: '#17653F', seal: '#B8372A' };

const faces: Record<Language, string> = {
  en: '"Inter Variable", "Inter", -apple-system, "Segoe UI", "Liberation Sans", "Noto Sans CJK SC", sans-serif',
  'zh-Hans': '"Inter Variable", "Inter", "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  'zh-Hant': '"Inter Variable", "Inter", "PingFang TC", "Microsoft JhengHei UI", "Noto Sans CJK TC", "Noto Sans TC", sans-serif',
};

const sizes: Record<Paper, string> = { a4: 'A4', letter: 'letter', roll80: '72mm 297mm' };
const widths: Record<Paper, string> = { a4: '178mm', letter: '184mm', roll80: '68mm' };

/** The style of a paper. On the screen it holds inside `.sheet` alone; on paper the page's own rules come to it. */
export const sheetStyle = (language: Language, paper: Paper, accent: Accent): string => `
.sheet { width: ${widths[paper]}; box-sizing: border-box; color: ${colours.text}; background: #fff; font-family: ${faces[language]}; ${language === 'en' ? 'font-size: 9.5pt; line-height: 14pt;' : 'font-size: 10pt; line-height: 16pt;'} }
.sheet * { margin: 0; padding: 0; box-sizing: border-box; }
.sheet p, .sheet dd { overflow-wrap: anywhere; text-wrap-style: pretty; }
.sheet strong, .sheet h1 { font-weight: 600; }
.sheet h1 { font-size: 16pt; line-height: 22pt; color: ${colours[accent]}; }
.sheet-number { font-size: 11pt; font-weight: 600; }
.sheet-head { display: flex; justify-content: space-between; gap: 8mm; padding-bottom: 4mm; border-bottom: 1.5pt solid ${colours[accent]}; }
.sheet-logo { display: block; max-width: 50mm; max-height: 18mm; width: auto; height: auto; margin-bottom: 2mm; }
.sheet-title { text-align: right; }
.sheet-title dl { display: grid; grid-template-columns: auto auto; gap: 0 3mm; justify-content: end; }
.sheet dt, .sheet-label { color: #5B574E; }
.sheet-title dd { text-align: right; }
.sheet-parties { display: flex; gap: 12mm; padding: 5mm 0; min-height: 4mm; }
.sheet-parties > div { flex: 1; max-width: 85mm; }
.sheet table { width: 100%; border-collapse: collapse; }
.sheet thead { display: table-header-group; }
.sheet tr { break-inside: avoid; }
.sheet th { padding: 1mm 1.5mm; font-weight: 600; text-align: left; vertical-align: bottom; border-bottom: .75pt solid ${colours.text}; white-space: nowrap; }
.sheet td { padding: 1.2mm 1.5mm; vertical-align: top; border-bottom: .5pt solid #D8D4CB; }
.sheet th:first-child, .sheet td:first-child { padding-left: 0; }
.sheet th:last-child, .sheet td:last-child { padding-right: 0; }
.sheet .sheet-num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.sheet-kind-quotationRequest .sheet-unitPrice { min-width: 32mm; }
.sheet .sheet-name { width: 99%; overflow-wrap: anywhere; }
.sheet .sheet-sku, .sheet .sheet-bin, .sheet .sheet-on { white-space: nowrap; }
.sheet td.sheet-bin { font-size: 14pt; font-weight: 600; }
.sheet-kind-pickList td.sheet-quantity { font-size: 16pt; line-height: 20pt; font-weight: 600; }
.sheet-kind-pickList td.sheet-quantity > span { padding: 0 2mm; border: 1pt solid ${colours.text}; }
.sheet .sheet-box { display: inline-block; width: 4.5mm; height: 4.5mm; border: 1pt solid ${colours.text}; }
.sheet-sums { display: flex; flex-direction: column; align-items: flex-end; gap: 2mm; padding-top: 3mm; break-inside: avoid; break-before: avoid; }
.sheet-sums dl { display: grid; grid-template-columns: auto auto; gap: .5mm 0; min-width: 70mm; }
.sheet-sums dd { padding-left: 6mm; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.sheet-sums .sheet-total { padding-top: 1mm;  font-size: 12pt; font-weight: 600; color: ${colours.text}; border-top: 1.5pt solid ${colours.text}; }
.sheet-note { padding-top: 4mm; white-space: pre-wrap; }
.sheet-codes { display: flex; align-items: flex-end; justify-content: space-between; gap: 8mm; padding-top: 6mm; break-inside: avoid; }
.sheet-codes img { display: block; }
.sheet-codes .sheet-label { text-align: center; }
.sheet-labels { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 4mm; padding-top: 8mm; }
.sheet-cut { padding: 2mm 3mm; overflow: hidden; border: .75pt dashed #5B574E; break-inside: avoid; }
.sheet-cut strong { display: block; overflow-wrap: anywhere; }
.sheet-cut img { display: block; max-width: 100%; height: auto; margin: 1mm auto 0; }
.sheet-cut .sheet-label { text-align: center; }
.sheet-foot { padding-top: 5mm; font-size: 7.5pt; line-height: 10pt; color: #5B574E; }
.sheet-roll80 { font-size: 9pt; line-height: 13pt; }
.sheet-roll80 .sheet-head { flex-direction: column; gap: 2mm; padding-bottom: 2mm; border-bottom: .75pt dashed ${colours.text}; }
.sheet-roll80 .sheet-shop, .sheet-roll80 .sheet-title { text-align: center; }
.sheet-roll80 .sheet-logo { margin: 0 auto 1mm; }
.sheet-roll80 h1 { font-size: 12pt; line-height: 16pt; }
.sheet-roll80 .sheet-title dl { justify-content: space-between; text-align: left; }
.sheet-roll80 .sheet-parties { padding: 1mm 0; }
.sheet-roll80 th, .sheet-roll80 td { padding: .6mm 1mm; }
.sheet-roll80 .sheet-sums { align-items: stretch; padding-top: 2mm; }
.sheet-roll80 .sheet-sums dl { min-width: 0; grid-template-columns: 1fr auto; }
.sheet-roll80 .sheet-codes { flex-direction: column; align-items: center; gap: 3mm; padding-top: 3mm; }
.sheet-roll80 .sheet-labels { grid-template-columns: 1fr; }
.sheet-roll80 .sheet-foot { text-align: center; }
`;

/** The page itself: margins of 16 mm and where we are in the paper, on every page. */
export const pageStyle = (paper: Paper, page: string): string => paper === 'roll80'
  ? `@page { size: ${sizes[paper]}; margin: 2mm; }`
  : `@page { size: ${sizes[paper]}; margin: 16mm; @bottom-right { content: "${page.replaceAll(/["\\\n]/g, '')} " counter(page) " / " counter(pages); font: 7.5pt sans-serif; color: #5B574E; } }`;
