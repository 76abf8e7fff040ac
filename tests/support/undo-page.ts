import type { Method } from '../../main/app/methods.ts';

/** The page of docs/ that says of every command how it is taken back. */
export function undoPage(commands: readonly Method[]): string {
  const rows = [...commands].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, meta }) => `| \`${name}\` | ${wayBack(meta.undo)} |`);
  return [
    '# How each command is taken back',
    '',
    'Written from the contract by `npx vitest run tests/architecture.test.ts -u`; change the contract, not this page.',
    'An undo is a command of its own: it has its own permission and its own record, and it is refused, with the list, when later facts stand on the first one.',
    '',
    '| command | taken back by |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function wayBack(undo: Method['meta']['undo']): string {
  if (!undo) return '';
  if ('by' in undo) return `\`${undo.by}\``;
  return 'document' in undo ? `the document of \`${undo.document}\`` : `nothing: ${undo.none}`;
}
