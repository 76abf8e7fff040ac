import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';
import { refusalOf } from '../client/problem.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { EarlierImports } from './earlier-imports.tsx';
import type { Import } from './use-import.ts';

const accepted = '.csv,.tsv,.txt,.xlsx,.xlsm,text/csv';

/** Choosing the file, and what was imported before. */
export function ImportFile({ kind, sheet }: { kind: SheetKindName; sheet: Import }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const choose = { id: 'import.choose', label: t(($) => $.imports.choose), group: t(($) => $.imports.title), keys: 'o', icon: <IconFileSpreadsheet size={14} />, run: () => input.current?.click() };
  useActions('screen', [choose]);
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) sheet.begin(file);
  };
  return (
    <div className="scroll">
      <div
        className="drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <h2>{over ? t(($) => $.imports.drop) : t(($) => $.imports.dropTitle[kind])}</h2>
        <p className="text2">{t(($) => (kind === 'channelOrders' ? $.imports.promiseText : $.imports.dropText))}</p>
        <input
          ref={input}
          type="file"
          accept={accepted}
          className="hidden-text"
          tabIndex={-1}
          aria-label={t(($) => $.imports.choose)}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) sheet.begin(file);
          }}
        />
        <div className="row" style={{ flexWrap: 'wrap' }}>
          <ActionButton action={choose} />
          {refusalOf(sheet.problem)?.code === 'sheet.wrongEncoding' && <OtherEncoding sheet={sheet} />}
        </div>
      </div>
      <EarlierImports kind={kind} />
    </div>
  );
}

/** A file whose encoding was guessed wrongly is not lost: it can be read again as something else. */
function OtherEncoding({ sheet }: { sheet: Import }) {
  const { t } = useTranslation();
  return (
    <>
      {(['utf-8', 'gb18030', 'big5', 'windows-1252'] as const).map((encoding) => (
        <Button key={encoding} variant="default" onClick={() => sheet.readAs({ encoding })}>
          {t(($) => $.imports.encodings[encoding])}
        </Button>
      ))}
    </>
  );
}
