import type { Language } from '../../units/language.ts';

const faces: Record<Language, string> = {
  en: '-apple-system, "Segoe UI", system-ui, sans-serif',
  'zh-Hans': '-apple-system, "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  'zh-Hant': '-apple-system, "PingFang TC", "Microsoft JhengHei UI", "Noto Sans CJK TC", "Noto Sans TC", sans-serif',
};

/** The look of the hand-over page: the program's tokens, light and dark, and a page that prints. */
export const handOverStyle = (language: Language): string => `
:root { --body: #F7F5F1; --surface: #FFFFFF; --sunken: #F1EFE9; --hover: #F4F2ED; --selected: #EAF0FC; --line: #E6E3DC; --strong: #8C877B; --text: #1D1B18; --text2: #5B574E; --text3: #716C62; --accent: #2F59CB; --link: #2549AE; --ok: #17653F; --okbg: #E4F2EA; --bad: #AE241C; --badbg: #FBE8E5; color-scheme: light; }
@media (prefers-color-scheme: dark) { :root { --body: #131311; --surface: #1A1A18; --sunken: #0F0F0E; --hover: #232320; --selected: #1E2740; --line: #2D2C29; --strong: #75716A; --text: #ECEAE4; --text2: #B0ACA2; --text3: #928E84; --accent: #4A6FDC; --link: #9DB6FF; --ok: #74CF9F; --okbg: #15291F; --bad: #FF958B; --badbg: #381B19; color-scheme: dark; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--surface); color: var(--text); font: 13px/${language === 'en' ? '20' : '22'}px ${faces[language]}; height: 100vh; overflow: hidden; }
#app { display: grid; grid-template-rows: auto auto auto 1fr; height: 100vh; }
header { display: flex; align-items: baseline; gap: 16px; padding: 12px 16px; border-bottom: 1px solid var(--line); flex-wrap: wrap; }
h1 { font-size: 16px; line-height: 24px; font-weight: 600; }
h2 { font-size: 14px; line-height: 20px; font-weight: 600; margin: 24px 0 8px; }
.quiet { color: var(--text2); }
.spring { flex: 1; }
button, input { font: inherit; color: inherit; height: 28px; padding: 0 10px; border: 1px solid var(--strong); border-radius: 5px; background: var(--surface); }
button { cursor: pointer; }
button:hover { background: var(--hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
input { width: 260px; }
nav { display: flex; gap: 4px; align-items: center; padding: 4px 16px; border-bottom: 1px solid var(--line); }
nav [role=tab] { border: 0; border-radius: 0; height: 32px; background: none; border-bottom: 2px solid transparent; color: var(--text2); }
nav [role=tab][aria-selected=true] { border-color: var(--accent); color: var(--text); font-weight: 600; }
.verdict { display: flex; gap: 8px; align-items: center; padding: 8px 16px; }
.verdict svg { flex: none; }
.verdict[data-state=ok] { color: var(--ok); background: var(--okbg); }
.verdict[data-state=bad] { color: var(--bad); background: var(--badbg); }
.verdict[data-state=busy] { color: var(--text2); background: var(--sunken); }
main { min-height: 0; }
section[role=tabpanel] { overflow: auto; min-height: 0; position: relative; }
.row { display: grid; gap: 12px; align-items: center; height: 28px; padding: 0 16px; border-bottom: 1px solid var(--line); white-space: nowrap; }
.row > * { overflow: hidden; text-overflow: ellipsis; }
.row.head { position: sticky; top: 0; background: var(--surface); color: var(--text3); font-size: 12px; font-weight: 500; z-index: 1; }
.row.total { background: var(--sunken); border-top: 2px solid var(--text); font-weight: 600; }
.row.heading, .row.sum { font-weight: 600; }
.row.account { color: var(--text2); }
h2.statement { padding: 0 16px; }
.tie { padding: 4px 16px; color: var(--ok); }
.tie[data-state=bad] { color: var(--bad); }
.row.opens { cursor: pointer; }
.row.opens:hover { background: var(--hover); }
.row[aria-expanded=true] { background: var(--selected); }
.balance { grid-template-columns: 80px minmax(120px, 1fr) repeat(4, 130px); }
.entry { grid-template-columns: 120px 100px minmax(160px, 1fr) 160px 130px; }
.ledger { grid-template-columns: 120px 100px minmax(160px, 1fr) 130px 130px; background: var(--body); padding-left: 40px; }
.num { text-align: right; font-variant-numeric: tabular-nums; }
.card { padding: 12px 16px 12px 40px; background: var(--body); border-bottom: 1px solid var(--line); white-space: normal; }
.card .legs { display: grid; grid-template-columns: 80px 1fr 130px 130px; gap: 2px 12px; max-width: 760px; }
.card code, pre { font: 12px/18px ui-monospace, "SF Mono", "Cascadia Mono", monospace; overflow-wrap: anywhere; }
.list { position: relative; }
.list > div { position: absolute; left: 0; right: 0; }
.record { padding: 8px 16px 32px; max-width: 900px; }
.record p { max-width: 640px; margin-bottom: 8px; text-wrap-style: pretty; }
.record pre { max-height: 420px; overflow: auto; padding: 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--sunken); white-space: pre-wrap; }
.record img { width: 160px; height: 160px; background: #fff; padding: 8px; border: 1px solid var(--line); image-rendering: pixelated; }
.drop { padding: 16px; border: 1px dashed var(--strong); border-radius: 8px; max-width: 640px; }
.drop input { width: auto; border: 0; padding: 0; }
.empty { padding: 32px 16px; color: var(--text2); }
@media print { body, #app, section[role=tabpanel] { height: auto; overflow: visible; display: block; } nav, button, input, .drop, pre { display: none; } .row { break-inside: avoid; } .row.head { position: static; } .verdict { background: none; } :root { --surface: #fff; --text: #000; } @page { margin: 16mm; } }
`;
