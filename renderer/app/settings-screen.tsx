import { Button, SegmentedControl, TextInput, useMantineColorScheme } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { BackupSettings } from './backup-settings.tsx';
import { dayOf } from '../../shared/units/calendar.ts';
import { languageNames, languages } from '../../shared/units/language.ts';
import { densities, usePreferences } from './preferences.store.ts';
import { PhoneSettings } from './phone-settings.tsx';
import { ScannerSettings } from './scanner-settings.tsx';
import { TokenSettings } from './token-settings.tsx';
import { UserSettings } from './user-settings.tsx';

/** What the shop is called and counts in, who works in it, and how it looks on this machine. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const shop = useQueryOf('shop.get', undefined);
  return (
    <Screen title={t(($) => $.shell.settings)}>
      <div className="scroll">
        <div className="settings">
          <section>
            <Section title={t(($) => $.settings.shop)} />
            {shop.isPending && <Loading rows={4} />}
            {shop.error && <ProblemPanel problem={shop.error} onRetry={() => void shop.refetch()} />}
            {shop.data && <ShopSettings shop={shop.data} />}
            <UserSettings />
          </section>
          <section>
            <LookSettings />
            <ScannerSettings />
            <BackupSettings />
            <PhoneSettings />
            <TokenSettings />
          </section>
        </div>
      </div>
    </Screen>
  );
}

function ShopSettings({ shop }: { shop: OutputOf<'shop.get'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const update = useCommand('shop.update');
  const [name, setName] = useState(shop.name);
  const region = new Intl.DisplayNames([formats.locale], { type: 'region' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const before = shop.name;
    update.mutate({ changes: { name } }, { onSuccess: () => show(t(($) => $.settings.saved), () => update.mutateAsync({ changes: { name: before } })) });
  };
  return (
    <form className="column" style={{ gap: 12, marginBottom: 24 }} onSubmit={submit}>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <TextInput style={{ flex: 1 }} label={t(($) => $.settings.name)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={update.isPending}>
          {t(($) => $.settings.saveName)}
        </Button>
      </div>
      {update.error !== null && <ProblemPanel problem={update.error} />}
      <Pairs
        rows={[
          [t(($) => $.settings.country), region.of(shop.country) ?? shop.country],
          [t(($) => $.settings.currency), fixed(shop.baseCurrency, shop.booksBegun && t(($) => $.settings.fixedSinceBooks))],
          [t(($) => $.settings.costing), fixed(t(($) => $.settings.costings[shop.costingMethod]), shop.booksBegun && t(($) => $.settings.fixedSinceBooks))],
          [t(($) => $.settings.timeZone), shop.timeZone],
          [t(($) => $.settings.goLive), formats.fullDay(dayOf(shop.goLiveAt, shop.timeZone))],
        ]}
      />
    </form>
  );
}

/** A value that can no longer change says so beside it. */
const fixed = (value: string, why: string | false): ReactNode => (
  <>
    {value} {why !== false && <span className="text3">· {why}</span>}
  </>
);

function LookSettings() {
  const { t } = useTranslation();
  const { language, density, speak, space } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Section title={t(($) => $.settings.look)} />
      <div className="column" style={{ gap: 16, alignItems: 'flex-start' }}>
        <Choice label={t(($) => $.settings.language)} value={language} options={languages.map((value) => ({ value, label: languageNames[value] }))} onChoose={speak} />
        <Choice
          label={t(($) => $.settings.theme)}
          value={colorScheme}
          options={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(($) => $.settings.themes[value]) }))}
          onChoose={setColorScheme}
        />
        <Choice
          label={t(($) => $.settings.density)}
          value={density}
          options={(Object.keys(densities) as (keyof typeof densities)[]).map((value) => ({ value, label: t(($) => $.settings.densities[value]) }))}
          onChoose={space}
        />
      </div>
    </>
  );
}

function Choice<Value extends string>(props: { label: string; value: Value; options: readonly { value: Value; label: string }[]; onChoose: (value: Value) => void }) {
  const choose = (text: string): void => {
    const chosen = props.options.find((option) => option.value === text);
    if (chosen) props.onChoose(chosen.value);
  };
  return (
    <div>
      <div className="medium" style={{ marginBottom: 4 }}>
        {props.label}
      </div>
      <SegmentedControl aria-label={props.label} data={props.options.map((option) => ({ ...option }))} value={props.value} onChange={choose} />
    </div>
  );
}
