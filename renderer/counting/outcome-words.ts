import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Outcome, OutcomeKind } from '../ui/scan/scan-outcome.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ScanAnswer } from './count-device.ts';

interface OutcomeWords {
  /** The panel for what a scan came to; `here` is the bin one stands in. */
  told(answer: ScanAnswer, here: string | undefined, code: string | undefined): Outcome;
  plain(kind: OutcomeKind, says: string, item?: string, detail?: string): Outcome;
}

export function useOutcomeWords(): OutcomeWords {
  const { t } = useTranslation();
  const formats = useFormats();
  return {
    plain: (kind, says, item = '', detail = '') => ({ kind, says, item, detail }),
    told: ({ outcome, name, sku, tracking, lot, repeated, running, belongsIn, over }, here = '—', code = '') => {
      const item = name ?? code;
      const count = { label: t(($) => $.counts.station.inThisBin), value: formats.quantity(running) };
      switch (outcome) {
        case 'counted':
          if (repeated) return { kind: 'wrong', says: t(($) => $.counts.station.pieceTwice), item, detail: t(($) => $.counts.station.pieceTwiceDetail, { lot: lot ?? '' }), count };
          return { kind: over ? 'over' : 'ok', says: over ? t(($) => $.counts.station.overSays) : t(($) => $.counts.station.countedSays), item, detail: labelOf(t, { sku: sku ?? '', tracking, lot }), count };
        case 'wrongBin':
          return belongsIn.length > 0
            ? { kind: 'wrong', says: t(($) => $.counts.station.wrongBin), item, detail: t(($) => $.counts.station.belongs, { bins: belongsIn.join(', '), here }) }
            : { kind: 'wrong', says: t(($) => $.counts.station.notHere), item, detail: t(($) => $.counts.station.countAnyway) };
        case 'twice':
          return { kind: 'wrong', says: t(($) => $.counts.station.twice), item, detail: t(($) => $.counts.station.twiceDetail) };
        default:
          return { kind: 'unknown', says: t(($) => $.scan.unknownSays), item: code, detail: t(($) => $.counts.station.unknownDetail) };
      }
    },
  };
}

/** The code of what was counted, and the lot or serial number that was read of it, or that none was. */
function labelOf(t: TFunction, { sku, tracking, lot }: { sku: string; tracking: ScanAnswer['tracking']; lot: string | null }): string {
  if (tracking === 'none') return sku;
  if (lot !== null) return `${sku} · ${lot}`;
  return tracking === 'lot' ? t(($) => $.counts.station.noLot, { sku }) : t(($) => $.counts.station.noSerial, { sku });
}
