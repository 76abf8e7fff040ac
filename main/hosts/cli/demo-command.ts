import { type DemoOptions, buildDemo, demoDefaults } from '../../app/demo/demo.ts';
import { type Command, printJson, text } from './command.ts';
import { dayFlag } from './export-command.ts';
import { UsageError } from './usage.ts';

/** Makes a demo shop in an empty folder; one that is there is left as it is. */
export const demo: Command = async ({ folder, migrations, platform, flags }) => {
  const defaults = demoDefaults(platform().clock.now());
  const whole = (name: 'orders' | 'skus' | 'days' | 'seed', fallback: number): number => {
    const value = text(flags, name);
    if (value !== undefined && !/^\d{1,7}$/.test(value)) throw new UsageError(`--${name} takes a whole number.`);
    return value === undefined ? fallback : Number(value);
  };
  const options: DemoOptions = {
    orders: whole('orders', defaults.orders),
    skus: whole('skus', defaults.skus),
    days: Math.max(1, whole('days', defaults.days)),
    seed: whole('seed', defaults.seed),
    until: dayFlag(flags, 'to') ?? defaults.until,
  };
  const made = buildDemo(folder, migrations, options);
  printJson(made ? { folder, ...made } : { folder, kept: 'There is a shop in this folder already.' });
  return 0;
};
