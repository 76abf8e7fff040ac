/** The page of the hand-over file: plain JavaScript kept as text, because it travels as text. It asks no network for anything. */
export const pageText = String.raw`
addEventListener('DOMContentLoaded', () => {
  // The markup as it was parsed, before anything is drawn: the parts are proved by themselves.
  const parts = [...document.querySelectorAll('[id]')].filter((element) => element.id !== 'app');
  const texts = Object.fromEntries(parts.map((element) => [element.id, element.textContent]));
  const bare = document.documentElement.cloneNode(true);
  for (const element of bare.querySelectorAll('[id]')) element.textContent = '';
  const markup = document.compatMode + bare.outerHTML;
  const app = document.getElementById('app');
  const json = (name) => JSON.parse(texts[name]);
  let words, meta, accounts, balance, entries, statements;
  try {
    [words, meta, accounts, balance, entries, statements] = [json('words'), json('meta'), json('accounts'), json('trialBalance'), json('entries'), json('statements')];
  } catch {
    app.innerHTML = '<p class="verdict" role="alert" data-state="bad">NOT PROVED</p>';
    return;
  }
  document.title = words.title + ' · ' + meta.shop + ' · ' + meta.from + ' – ' + meta.to;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) name === 'onclick' || name === 'oninput' || name === 'onchange' ? (element[name] = value) : element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const digits = meta.digits;
  const plain = (amount) => (amount < 0 ? '-' : '') + decimal(Math.abs(amount));
  const decimal = (amount) => { const text = String(amount).padStart(digits + 1, '0'); return digits === 0 ? text : text.slice(0, -digits) + '.' + text.slice(-digits); };
  const money = (amount) => { const [whole, part] = decimal(Math.abs(amount)).split('.'); return (amount < 0 ? '−' : '') + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? '.' + part : ''); };
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const [NUMBER, ON, LEGS] = [1, 2, 14];
  for (const entry of entries) {
    entry.total = entry.d[LEGS].reduce((sum, leg) => sum + Math.max(0, leg[1]), 0);
    entry.called = entry.v ?? entry.d[NUMBER];
    entry.words = [entry.v ?? '', entry.d[NUMBER], entry.d[ON], entry.s, entry.p, ...entry.d[LEGS].flatMap((leg) => [accountOf.get(leg[0]).code, accountOf.get(leg[0]).name, decimal(Math.abs(leg[1]))])].join(' ').toLowerCase();
  }
  const numberOf = new Map(entries.map((entry) => [entry.d[0], entry.d[NUMBER]]));

  // The verdict first: it is drawn at once and changes when the proof is done.
  const glyphs = { ok: 'M4 8.5 7 11.5 12.5 5', bad: 'M5 5 11 11 M11 5 5 11', busy: 'M8 4.5 V8 L10.5 9.5' };
  const verdict = make('div', { class: 'verdict', role: 'status', 'data-state': 'busy', id: 'verdict' });
  const judge = (state, ...said) => {
    verdict.dataset.state = state;
    verdict.innerHTML = '<svg width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><circle cx="8" cy="8" r="7"/><path d="' + glyphs[state] + '"/></svg>';
    verdict.append(make('strong', {}, said[0]), ...said.slice(1).map((text) => make('span', {}, text)));
  };
  judge('busy', words.verifying);
  const faults = [], steps = verifySections(texts, markup, faults);
  const step = () => {
    let next;
    try { next = steps.next(); } catch { faults.push({ section: 'file', what: 'unreadable' }); next = { done: true }; }
    // A pause after each step, so that the page answers while it proves.
    if (!next.done) return setTimeout(step);
    if (faults.length === 0) judge('ok', words.proved);
    else judge('bad', words.notProved, words.first + ' ' + faults[0].section + ', ' + faults[0].what);
  };
  setTimeout(step);

  // Lists draw only what is seen, so ten thousand entries scroll like ten.
  const height = 28;
  function list(panel, rows, draw) {
    const box = make('div', { class: 'list' });
    let [opened, shown] = [null, null];
    const heights = () => rows.length * height + (opened ? opened.size : 0);
    const top = (index) => index * height + (opened && index > opened.index ? opened.size : 0);
    const paint = () => {
      box.style.height = heights() + 'px';
      const above = Math.max(0, panel.scrollTop - box.offsetTop - (opened ? opened.size : 0));
      const first = Math.max(0, Math.floor(above / height) - 10), last = Math.min(rows.length, first + Math.ceil((panel.clientHeight + (opened ? opened.size : 0)) / height) + 30);
      const key = first + ',' + last + ',' + (opened ? opened.index : '');
      if (key === shown) return;
      shown = key;
      const focused = document.activeElement?.dataset?.index;
      box.replaceChildren(...rows.slice(first, last).map((row, offset) => {
        const index = first + offset, element = draw(row);
        element.style.top = top(index) + 'px';
        element.dataset.index = index;
        element.tabIndex = 0;
        element.setAttribute('aria-expanded', String(opened?.index === index));
        const toggle = () => { opened = opened?.index === index ? null : { index, row, size: 0 }; shown = null; paint(); };
        element.onclick = toggle;
        element.onkeydown = (event) => {
          if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toggle(); }
          const other = event.key === 'ArrowDown' ? index + 1 : event.key === 'ArrowUp' ? index - 1 : -1;
          if (other < 0 || other >= rows.length) return;
          event.preventDefault();
          panel.scrollTop = Math.min(Math.max(panel.scrollTop, top(other) - panel.clientHeight + 3 * height), top(other));
          paint();
          box.querySelector('[data-index="' + other + '"]')?.focus();
        };
        return element;
      }));
      if (focused !== undefined) box.querySelector('[data-index="' + focused + '"]')?.focus();
      if (opened) {
        const card = cardOf(opened.row);
        card.style.top = (opened.index + 1) * height + 'px';
        box.append(card);
        if (opened.size !== card.offsetHeight) { opened.size = card.offsetHeight; shown = null; paint(); }
      }
    };
    panel.onscroll = paint;
    setTimeout(paint);
    new ResizeObserver(() => { shown = null; paint(); }).observe(panel);
    return box;
  }
  const cell = (text, kind) => make('span', kind ? { class: kind } : {}, text);
  const heading = (kind, ...names) => make('div', { class: 'row head ' + kind }, ...names.map(([name, numeric]) => cell(name, numeric ? 'num' : '')));

  /** One entry in full: legs, the rule that made it, what it was calculated from, its digest. */
  function cardOf({ d, h, s, v }) {
    const [, , , , , kind, source, rule, version, , , terms, , reverses, legs] = d;
    const grid = make('div', { class: 'legs' });
    for (const [account, amount] of legs) grid.append(cell(accountOf.get(account).code), cell(accountOf.get(account).name), cell(amount >= 0 ? money(amount) : '', 'num'), cell(amount < 0 ? money(-amount) : '', 'num'));
    const fact = (name, text) => make('div', {}, make('span', { class: 'quiet' }, name + ' '), make('code', {}, text));
    return make('div', { class: 'card' }, make('p', {}, s), grid, v === undefined ? null : fact(words.entry, d[NUMBER]), fact(words.source, kind + ' ' + source), fact(words.rule, rule + ' v' + version), reverses === null ? null : fact(words.reversal, numberOf.get(reverses) ?? String(reverses)),
      terms === '{}' ? null : fact(words.terms, terms.length > 600 ? terms.slice(0, 600) + ' …' : terms), fact(words.digest, h));
  }

  const entryRow = (entry) => make('div', { class: 'row entry opens', role: 'button' }, cell(entry.called), cell(entry.d[ON]), cell(entry.s), cell(entry.p), cell(money(entry.total), 'num'));
  const save = (name, text, type) => {
    const href = URL.createObjectURL(new Blob([text], { type }));
    make('a', { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  };
  const csvCell = (text) => { const safe = /^\s*[=+\-@|%\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? "'" + text : text; return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe; };
  const csv = (rows) => '\uFEFF' + rows.map((cells) => cells.map((text) => csvCell(String(text))).join(',') + '\r\n').join('');

  /** A row that shows what it is made of below itself, and hides it again. */
  function opens(row, made) {
    row.classList.add('opens');
    for (const [name, value] of Object.entries({ role: 'button', tabindex: '0', 'aria-expanded': 'false' })) row.setAttribute(name, value);
    const toggle = () => {
      const open = row.getAttribute('aria-expanded') === 'true';
      row.setAttribute('aria-expanded', String(!open));
      if (open) row.nextSibling.remove();
      else row.after(made());
    };
    row.onclick = toggle;
    row.onkeydown = (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toggle(); } };
  }

  const panels = {
    trialBalance: (panel) => {
      panel.append(heading('balance', [words.account], [words.name], [words.opening, 1], [words.debit, 1], [words.credit, 1], [words.closing, 1]));
      const sums = [0, 0, 0, 0];
      for (const row of balance) {
        const amounts = [row.opening, row.debit, row.credit, row.closing];
        amounts.forEach((amount, index) => { sums[index] += amount; });
        const element = make('div', { class: 'row balance' }, cell(row.code), cell(accountOf.get(row.id).name), ...amounts.map((amount) => cell(money(amount), 'num')));
        panel.append(element);
        opens(element, () => ledger(row));
      }
      panel.append(make('div', { class: 'row balance total' }, cell(''), cell(words.total), ...sums.map((amount) => cell(money(amount), 'num'))));
    },
    statements: (panel) => {
      const text = (value) => (typeof value === 'number' ? money(value) : value ?? '');
      for (const { title, columns, rows, ties } of statements) {
        const style = 'grid-template-columns: 80px minmax(160px, 1fr) repeat(' + (columns.length - 2) + ', 190px)';
        panel.append(make('h2', { class: 'statement' }, title));
        panel.append(make('div', { class: 'row head', style }, ...columns.map((name, index) => cell(name, index > 1 ? 'num' : ''))));
        for (const { kind, level, cells, account } of rows) {
          const named = cells.map((value, index) => cell(text(value), index > 1 ? 'num' : ''));
          named[1].style.paddingLeft = (level - 1) * 16 + 'px';
          const of = kind === 'account' ? balance.find(({ id }) => id === account) : undefined;
          const row = make('div', { class: 'row ' + kind, style }, ...named);
          panel.append(row);
          if (of) opens(row, () => ledger(of));
        }
        for (const { label, left, right } of ties) panel.append(make('p', { class: 'tie', 'data-state': left === right ? 'ok' : 'bad' }, label + ': ' + money(left) + (left === right ? ' = ' : ' ≠ ') + money(right)));
      }
    },
    journal: (panel) => {
      const asked = search.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
      const rows = asked.length === 0 ? entries : entries.filter((entry) => asked.every((word) => entry.words.includes(word)));
      count.textContent = fill(words.found, { n: rows.length, all: entries.length });
      panel.append(heading('entry', [words.entry], [words.date], [words.about], [words.party], [words.amount, 1]));
      panel.append(rows.length === 0 ? make('p', { class: 'empty' }, words.nothing) : list(panel, rows, entryRow));
    },
    record: (panel) => {
      const result = make('strong', { id: 'whole', role: 'status' });
      const prove = async (file) => {
        const good = verifyBytes(new Uint8Array(await file.arrayBuffer()));
        result.textContent = good ? words.wholeOk : words.wholeBad;
        result.style.color = good ? 'var(--ok)' : 'var(--bad)';
        result.dataset.state = good ? 'ok' : 'bad';
      };
      const drop = make('div', { class: 'drop' }, make('p', {}, words.wholeText), make('input', { type: 'file', 'aria-label': words.whole, onchange: ({ target }) => void prove(target.files[0]).then(() => { target.value = ''; }) }), result);
      drop.ondragover = (event) => event.preventDefault();
      drop.ondrop = (event) => { event.preventDefault(); prove(event.dataTransfer.files[0]); };
      panel.append(make('div', { class: 'record' }, make('h2', {}, words.head), make('p', {}, words.headText), make('code', { id: 'head' }, meta.chain.headId + ' ' + meta.chain.head),
        make('p', {}, make('img', { src: 'data:image/svg+xml,' + encodeURIComponent(meta.qr), alt: words.head })), make('p', { class: 'quiet' }, fill(words.counts, { entries: entries.length, commands: meta.chain.headId - meta.chain.from + 1 })),
        make('h2', {}, words.whole), make('p', {}, words.howText), drop, make('h2', {}, words.verifier), make('p', {}, words.verifierText), make('button', { onclick: () => save('verify.mjs', texts.verifier, 'text/javascript') }, words.saveVerifier), make('pre', { tabindex: '0' }, texts.verifier)));
    },
  };
  /** The postings of one account, oldest first, with the running balance. */
  function ledger({ id, opening }) {
    const box = make('div', {});
    let [running, drawn] = [opening, 0];
    const legs = entries.flatMap((entry) => entry.d[LEGS].filter((leg) => leg[0] === id).map((leg) => ({ entry, amount: leg[1] })));
    for (const leg of legs) leg.balance = running += leg.amount;
    const more = () => {
      box.querySelector(':scope > button')?.remove();
      for (const { entry, amount, balance: after } of legs.slice(drawn, (drawn += 200))) {
        const row = make('div', { class: 'row ledger' }, cell(entry.called), cell(entry.d[ON]), cell(entry.s), cell(money(amount), 'num'), cell(money(after), 'num'));
        box.append(row);
        opens(row, () => cardOf(entry));
      }
      if (drawn < legs.length) box.append(make('button', { onclick: more, style: 'margin: 4px 40px' }, '+ ' + (legs.length - drawn)));
    };
    more();
    return box;
  }

  const search = make('input', { type: 'search', placeholder: words.search, 'aria-label': words.search, oninput: () => show('journal') });
  const count = make('span', { class: 'quiet', role: 'status' });
  const panel = make('section', { role: 'tabpanel', tabindex: '0' });
  const tabs = Object.keys(panels).map((name) => make('button', { role: 'tab', 'data-tab': name, onclick: () => show(name) }, words[name]));
  function show(name) {
    for (const tab of tabs) tab.setAttribute('aria-selected', String(tab.dataset.tab === name));
    panel.setAttribute('aria-label', words[name]);
    panel.onscroll = null;
    panel.scrollTop = 0;
    panel.replaceChildren();
    count.textContent = '';
    panels[name](panel);
  }
  const balanceRows = () => [[words.account, words.name, words.opening, words.debit, words.credit, words.closing], ...balance.map((row) => [row.code, accountOf.get(row.id).name, ...[row.opening, row.debit, row.credit, row.closing].map(plain)])];
  const journalRows = () => [[words.entry, words.date, words.account, words.name, words.debit, words.credit, words.about], ...entries.flatMap(({ d, s }) => d[LEGS].map(([account, amount]) => [d[NUMBER], d[ON], accountOf.get(account).code, accountOf.get(account).name, amount >= 0 ? plain(amount) : '', amount < 0 ? plain(-amount) : '', s]))];
  app.replaceChildren(
    make('header', {}, make('h1', {}, meta.shop), make('span', {}, meta.from + ' – ' + meta.to), make('span', { class: 'quiet' }, fill(words.currency, meta)), make('span', { class: 'quiet' }, fill(words.made, { on: meta.madeOn })), make('span', { class: 'spring' }),
      make('button', { onclick: () => save('trial-balance.csv', csv(balanceRows()), 'text/csv') }, words.saveBalance), make('button', { onclick: () => save('journal.csv', csv(journalRows()), 'text/csv') }, words.saveJournal), make('button', { onclick: () => print() }, words.print)),
    verdict,
    make('nav', {}, make('div', { role: 'tablist', 'aria-label': words.title }, ...tabs), make('span', { class: 'spring' }), count, search),
    panel,
  );
  show('trialBalance');
});
`;
