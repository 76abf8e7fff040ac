import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { delimiters } from '../../shared/company/delimiter.rules.ts';
import { encodings } from '../../shared/company/encoding.rules.ts';
import { Glyph } from '../ui/glyph.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useFieldName } from './field-name.ts';
import type { Import, ReadSheet } from './use-import.ts';

const shownValues = 3;

/** What each column means, with its first values beside it; how the file was read can be changed as well. */
export function ImportColumns({ sheet, read }: { sheet: Import; read: ReadSheet }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const { mapping } = sheet.columns;
  const missing = read.fields.filter(({ name, needed }) => needed && !mapping.includes(name));
  const setMeaning = (column: number, field: string | null): void =>
    sheet.setColumns({ ...sheet.columns, mapping: mapping.map((known, index) => (index === column ? field : known === field ? null : known)) });
  return (
    <>
      <MannerBar sheet={sheet} read={read} />
      <div className="scroll">
        <table className="import-columns">
          <thead>
            <tr>
              <th scope="col">{t(($) => $.imports.column)}</th>
              <th scope="col">{t(($) => $.imports.meaning)}</th>
              <th scope="col">{t(($) => $.imports.values)}</th>
            </tr>
          </thead>
          <tbody>
            {read.headings.map((heading, column) => (
              // Two columns may have one heading; their place tells them apart.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={column}>
                <th scope="row" className="medium">{heading}</th>
                <td>
                  <Select
                    aria-label={`${heading}: ${t(($) => $.imports.meaning)}`}
                    searchable
                    clearable
                    placeholder={t(($) => $.imports.leftOut)}
                    value={mapping[column] ?? null}
                    data={read.fields.map(({ name, needed }) => ({ value: name, label: needed ? `${fieldName(name)} (${t(($) => $.imports.needed)})` : fieldName(name) }))}
                    onChange={(field) => setMeaning(column, field)}
                  />
                </td>
                <td className="text2">{valuesOf(read, column)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="bottom-line">
        <Glyph kind={missing.length > 0 ? 'look' : 'done'} />
        <span>{missing.length > 0 ? t(($) => $.imports.needs, { fields: missing.map(({ name }) => fieldName(name)).join(', ') }) : read.remembered ? t(($) => $.imports.remembered) : t(($) => $.imports.guessed)}</span>
      </div>
    </>
  );
}

const valuesOf = ({ preview }: ReadSheet, column: number): string =>
  preview.map((cells) => cells[column]?.trim() ?? '').filter((text) => text !== '').slice(0, shownValues).join(' · ');

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** How the file was read: found by itself, shown, and changed here. */
function MannerBar({ sheet, read }: { sheet: Import; read: ReadSheet }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { manner } = read;
  const numbers = (['point', 'comma'] as const).map((value) => ({ value, label: t(($) => $.imports.numberForms[value]) }));
  return (
    <div className="filters manner">
      {manner.format === 'csv' ? (
        <>
          <span className="text3">{t(($) => $.imports.encoding)}</span>
          <Select w={220} aria-label={t(($) => $.imports.encoding)} value={manner.encoding} data={encodings.map((value) => ({ value, label: t(($) => $.imports.encodings[value]) }))} onChange={(encoding) => encoding && sheet.readAs({ encoding })} />
          <span className="text3">{t(($) => $.imports.delimiter)}</span>
          <Select w={120} aria-label={t(($) => $.imports.delimiter)} value={manner.delimiter} data={delimiters.map((value) => ({ value, label: t(($) => $.imports.delimiters[delimiterNames[value]]) }))} onChange={(delimiter) => delimiter && sheet.readAs({ delimiter })} />
        </>
      ) : (
        <>
          <span className="text3">{t(($) => $.imports.tab)}</span>
          <Select w={220} aria-label={t(($) => $.imports.tab)} value={manner.tab} data={manner.tabs} onChange={(tab) => tab !== null && sheet.readAs({ tab })} />
        </>
      )}
      <span className="text3">{t(($) => $.imports.numbers)}</span>
      <Select w={120} aria-label={t(($) => $.imports.numbers)} value={sheet.columns.numbers} data={numbers} onChange={(value) => value && sheet.setColumns({ ...sheet.columns, numbers: value })} />
      <span className="spring" />
      <span className="text2">
        {t(($) => $.imports.rowsInFile)} <span className="num">{formats.count(read.rows)}</span>
      </span>
    </div>
  );
}
