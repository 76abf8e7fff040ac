import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { IconBuildingStore, IconFolderOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type NewShop, zNewShop } from '../../shared/company/shop.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useKeyboard } from '../ui/actions/use-keyboard.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { type Language, languageNames, languages } from '../../shared/units/language.ts';
import { getPlace, likelyPlace, taxPlaces } from './places.ts';
import { usePreferences } from './preferences.store.ts';

/** A few answers, and the shop stands. Everything else can be said later. */
export function FirstRunScreen() {
  useKeyboard();
  const { t } = useTranslation();
  return (
    <div className="main" style={{ height: '100vh' }}>
      <main className="page">
        <header className="head">
          <span className="seal" aria-hidden="true" lang="zh-Hans">
            掌
          </span>
          <span className="strong">Shopwright</span>
        </header>
        <div className="scroll first-run">
          <NewShopForm />
          <section>
            <Section title={t(($) => $.firstRun.otherWays)} />
            <DemoWay />
            <FolderWay />
            <div className="card row first-run-note">
              <Glyph kind="done" />
              <span className="text2">{t(($) => $.firstRun.offline)}</span>
            </div>
          </section>
        </div>
      </main>
    </div>
  );
}

/** Half a year of a shop by a lake, made here in a few seconds. */
function DemoWay() {
  const { t } = useTranslation();
  const demo = useCommand('demo.make');
  return (
    <div className="first-run-way">
      <span className="accent">
        <IconBuildingStore size={20} stroke={1.5} />
      </span>
      <span className="column" style={{ gap: 4, alignItems: 'flex-start' }}>
        <span className="medium">{t(($) => $.firstRun.demo)}</span>
        <span className="text2">{t(($) => $.firstRun.demoText)}</span>
        <Button variant="default" loading={demo.isPending} onClick={() => demo.mutate(undefined)}>
          {t(($) => $.firstRun.openDemo)}
        </Button>
        {demo.isError && <ProblemPanel problem={demo.error} />}
      </span>
    </div>
  );
}

/** A shop that is there already: in its own window by the system's dialog; a browser cannot ask for folders, so it names the command. */
function FolderWay() {
  const { t } = useTranslation();
  const { shopwright } = window;
  return (
    <div className="first-run-way">
      <span className="accent">
        <IconFolderOpen size={20} stroke={1.5} />
      </span>
      <span className="column" style={{ gap: 4, alignItems: 'flex-start' }}>
        <span className="medium">{t(($) => $.firstRun.openFile)}</span>
        <span className="text2">{t(($) => $.firstRun.openFileText)}</span>
        {shopwright ? (
          <Button variant="default" onClick={() => shopwright.openOtherShop()}>
            {t(($) => $.firstRun.chooseFolder)}
          </Button>
        ) : (
          <code className="mono caption">npm start -- --data DIR</code>
        )}
      </span>
    </div>
  );
}

function NewShopForm() {
  const { t } = useTranslation();
  const { language, speak } = usePreferences();
  const create = useCommand('shop.create');
  const form = useForm<NewShop>({ initialValues: proposal(language), validate: schemaResolver(zNewShop, { sync: true }) });
  const submit = form.onSubmit((shop) => create.mutate({ ...shop, firstLocation: t(($) => $.firstRun.firstLocation) }));
  useActions('screen', [
    { id: 'firstRun.create', label: t(($) => $.firstRun.create), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: () => submit() },
  ]);
  return (
    <form className="column" style={{ gap: 16 }} onSubmit={submit}>
      <div>
        <h1 className="first-run-title">{t(($) => $.firstRun.title)}</h1>
        <p className="text2 first-run-intro">{t(($) => $.firstRun.intro)}</p>
      </div>
      <TextInput size="sm" autoFocus label={t(($) => $.firstRun.name)} description={t(($) => $.firstRun.nameHint)} {...form.getInputProps('name')} error={form.errors.name && t(($) => $.firstRun.nameMissing)} />
      <Select
        size="sm"
        label={t(($) => $.firstRun.place)}
        description={t(($) => $.firstRun.placeHint)}
        data={placeNames(language)}
        value={form.values.country}
        onChange={(country) => country && form.setValues(answersOf(country))}
      />
      <TextInput size="sm" label={t(($) => $.firstRun.ownerName)} {...form.getInputProps('ownerName')} error={form.errors.ownerName && t(($) => $.firstRun.nameMissing)} />
      <div>
        <div className="medium" style={{ marginBottom: 4 }} id="first-run-language">
          {t(($) => $.firstRun.language)}
        </div>
        <SegmentedControl
          size="sm"
          aria-labelledby="first-run-language"
          data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
          value={language}
          onChange={(value) => {
            const chosen = value as Language;
            speak(chosen);
            form.setFieldValue('language', chosen);
          }}
        />
      </div>
      {create.error !== null && <ProblemPanel problem={create.error} />}
      <div className="row" style={{ marginTop: 8 }}>
        <Button h={36} fz={14} type="submit" loading={create.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.firstRun.create)}
        </Button>
        <span className="caption">{t(($) => $.firstRun.creating)}</span>
      </div>
    </form>
  );
}

function proposal(language: Language): NewShop {
  return {
    name: '',
    ownerName: '',
    language,
    fiscalYearStartMonth: 1,
    costingMethod: 'fifo',
    goLiveAt: instant(Date.now()),
    ...answersOf(likelyPlace(language).country),
  };
}

function answersOf(country: string) {
  const { currency, timeZone, chart, pricesIncludeTax } = getPlace(country);
  return { country, baseCurrency: currency, timeZone, chart, pricesIncludeTax };
}

function placeNames(language: Language): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return taxPlaces.map(({ country, currency }) => ({ value: country, label: `${names.of(country) ?? country} · ${currency}` }));
}
