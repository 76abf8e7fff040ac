import { createElement, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { DocumentLook } from '../../shared/documents/document-look.rules.ts';
import { type DrawSymbol, drawCodes } from '../../shared/documents/sheet-codes.rules.ts';
import { pageStyle, sheetStyle } from '../../shared/documents/sheet-style.rules.ts';
import { type SheetNode, sheetOf, type SheetPictures } from '../../shared/documents/sheet.rules.ts';
import type { Written } from '../../shared/documents/written.rules.ts';
import { styleNonce } from '../client/page-policy.ts';
import { useQueryOf } from '../client/use-shop.tsx';

interface PaperProps {
  written: Written;
  look: DocumentLook;
  logo: string | null;
  /** Stands ready for the printer as well: then nothing else of the page is printed. */
  printable?: boolean;
  /** Once its codes are drawn. */
  onDrawn?: () => void;
}

/** A paper as it will be printed: the one template, as elements. Undefined codes are still being drawn. */
export function Paper({ written, look, logo, printable = false, onDrawn }: PaperProps) {
  const pictures = usePaperPictures(written, logo);
  const drawn = pictures.barcode !== undefined || pictures.qr !== undefined;
  const tell = useRef(onDrawn);
  useEffect(() => {
    if (drawn) tell.current?.();
  }, [drawn]);
  const style = sheetStyle(written.language, look.paper, look.accent);
  const sheet = elementOf(sheetOf(written, pictures, look.paper));
  return (
    <>
      <style nonce={styleNonce()}>{style}</style>
      <div className="paper-page" data-paper={look.paper} data-drawn={drawn}>
        {sheet}
      </div>
      {printable &&
        createPortal(
          <div className="print-only">
            <style nonce={styleNonce()}>{`@media print { ${pageStyle(look.paper, written.page)} }`}</style>
            {sheet}
          </div>,
          document.body,
        )}
    </>
  );
}

/** The same tree the printer gets, as React's elements. */
function elementOf(node: SheetNode | string, index = 0): ReactNode {
  if (typeof node === 'string') return node;
  const props = { key: index, ...(node.className !== undefined && { className: node.className }), ...node.attributes };
  return createElement(node.tag, props, ...(node.children ?? []).map(elementOf));
}

function usePaperPictures(written: Written, logo: string | null): SheetPictures {
  const [draw, setDraw] = useState<DrawSymbol>();
  useEffect(() => {
    void import('bwip-js/browser').then(({ toSVG }) => setDraw(() => toSVG as DrawSymbol));
  }, []);
  const { barcode, qr, labels } = written;
  // A paper is written anew with every minute; its codes are drawn anew only when they are others.
  const wanted = JSON.stringify({ barcode, qr, labels });
  const codes = useMemo(() => (draw ? drawCodes(draw, JSON.parse(wanted) as Pick<Written, 'barcode' | 'qr' | 'labels'>) : {}), [draw, wanted]);
  const image = useQueryOf('image.read', { hash: logo ?? '' }, { enabled: logo !== null }).data;
  return { ...codes, logo: image ? { source: `data:${image.type};base64,${image.data}`, width: 50, height: 18 } : undefined };
}
