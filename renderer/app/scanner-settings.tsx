import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GlyphKind } from '../ui/glyph.tsx';
import { type Connected, connectSerialScanner, forgetSerialScanner, hearSerialScannersAnew } from '../ui/scan/serial-scanners.ts';
import { type SerialScanner, type SerialState, serialSpeeds, useSerialScanners, useSerialSpeed } from '../ui/scan/serial-scanners.store.ts';
import { webSerial } from '../ui/scan/web-serial.ts';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** The scanners on a serial line of this machine. Those that type need no setting. */
export function ScannerSettings() {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t(($) => $.scan.serial.title)} />
      <div className="column" style={{ gap: 12, alignItems: 'flex-start', marginBottom: 24 }}>
        <p className="text2">{t(($) => $.scan.serial.about)}</p>
        {webSerial() ? <SerialScanners /> : <p>{t(($) => $.scan.serial.unable)}</p>}
      </div>
    </>
  );
}

function SerialScanners() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { scanners } = useSerialScanners();
  const { speed, choose } = useSerialSpeed();
  const [came, setCame] = useState<Connected>();
  const speeds = serialSpeeds.map((one) => ({ value: String(one), label: formats.count(one) }));
  const changeSpeed = (value: string | null): void => {
    if (value === null) return;
    choose(Number(value));
    void hearSerialScannersAnew();
  };
  return (
    <>
      {scanners.map((scanner) => (
        <ScannerRow key={`${scanner.plug} ${scanners.indexOf(scanner)}`} scanner={scanner} />
      ))}
      <Button variant="default" onClick={() => void connectSerialScanner().then(setCame)}>
        {t(($) => $.scan.serial.connect)}
      </Button>
      <div role="status">{came !== undefined && came !== 'heard' && <p>{t(($) => $.scan.serial[came])}</p>}</div>
      <Select label={t(($) => $.scan.serial.speed)} description={t(($) => $.scan.serial.speedHint)} data={speeds} value={String(speed)} onChange={changeSpeed} allowDeselect={false} />
    </>
  );
}

const kindOf: Record<SerialState, GlyphKind> = { heard: 'done', taken: 'look', away: 'off' };

function ScannerRow({ scanner: { port, plug, state, endless } }: { scanner: SerialScanner }) {
  const { t } = useTranslation();
  const name = t(($) => $.scan.serial.scanner, { plug });
  return (
    <div style={{ width: '100%' }}>
      <div className="row">
        <span className="medium ellipsis">{name}</span>
        <span className="spring" />
        <Status kind={kindOf[state]}>{t(($) => $.scan.serial.states[state])}</Status>
        {state === 'taken' && (
          <Button variant="subtle" onClick={() => void hearSerialScannersAnew()}>
            {t(($) => $.scan.serial.again)}
          </Button>
        )}
        <Button variant="subtle" aria-label={`${t(($) => $.scan.serial.forget)} ${name}`} onClick={() => void forgetSerialScanner(port)}>
          {t(($) => $.scan.serial.forget)}
        </Button>
      </div>
      {endless && <p role="status">{t(($) => $.scan.serial.endless)}</p>}
    </div>
  );
}
