import { IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Attachments } from '../company/attachments.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { PaperDialog } from './paper-dialog.tsx';
import { paperGlyphs } from './paper-warnings.tsx';
import { AddButton, RemoveButton } from './supplier-goods.tsx';

type Paper = OutputOf<'supplierDocument.list'>['documents'][number];

/** A supplier's papers, what expires first on top; an opened one shows its number and the files beside it. */
export function SupplierPapers({ supplierId }: { supplierId: number }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [adding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<number>();
  const { data } = useQueryOf('supplierDocument.list', { supplierId });
  const remove = useCommand('supplierDocument.remove');
  const restore = useCommand('supplierDocument.restore');
  if (!data) return null;
  const drop = ({ id: documentId, name }: Paper): void =>
    remove.mutate({ documentId }, { onSuccess: () => show(t(($) => $.suppliers.paperRemoved, { name }), () => restore.mutateAsync({ documentId })) });
  return (
    <>
      <Section title={t(($) => $.suppliers.papers)} />
      {remove.error !== null && <ProblemPanel problem={remove.error} />}
      {data.documents.map((paper) => (
        <PaperLine key={paper.id} paper={paper} open={paper.id === openId} onToggle={() => setOpenId(paper.id === openId ? undefined : paper.id)} onRemove={() => drop(paper)} />
      ))}
      <AddButton label={t(($) => $.suppliers.addPaper)} onClick={() => setAdding(true)} />
      {adding && <PaperDialog supplierId={supplierId} onClose={() => setAdding(false)} onKept={setOpenId} />}
    </>
  );
}

function PaperLine({ paper, open, onToggle, onRemove }: { paper: Paper; open: boolean; onToggle: () => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id, name, kind, number, state, required, validThroughOn, files } = paper;
  const about = [[t(($) => $.suppliers.paperKind), t(($) => $.suppliers.paperKinds[kind])] as const, ...(number === '' ? [] : [[t(($) => $.suppliers.paperNumber), number] as const])];
  return (
    <>
      <div className="peek-line">
        <button type="button" className="plain" style={{ minWidth: 0, minHeight: 24 }} aria-expanded={open} onClick={onToggle}>
          <Status kind={paperGlyphs[state]}>
            {name} {required && <span className="text3">{t(($) => $.suppliers.required)}</span>}
          </Status>
        </button>
        <span className="row" style={{ gap: 4 }}>
          {files > 0 && <span className="row text3" style={{ gap: 2 }} title={t(($) => $.suppliers.paperFiles, { count: files })}><IconPaperclip size={14} aria-hidden />{files}</span>}
          <span className="text2">{validThroughOn === null ? '—' : formats.fullDay(validThroughOn)}</span>
          <RemoveButton of={name} onClick={onRemove} />
        </span>
      </div>
      {open && (
        <div className="column" style={{ paddingLeft: 20 }}>
          <Pairs rows={about} />
          <Attachments kind="supplierDocument" itemId={id} />
        </div>
      )}
    </>
  );
}
