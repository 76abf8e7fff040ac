import { demoDefaults, type DemoMade, tradeDemo } from './demo/demo.ts';
import type { Core } from './core.ts';

/** A clock that can be another one for a while: the demo's days pass in seconds. */
export interface DemoTime {
  now(): number;
  /** Makes the demo shop in an open file without a shop. @throws Refusal `shop.exists` */
  makeDemo(core: Core): Pick<DemoMade, 'orders' | 'variants'>;
}

export function demoTime(real: () => number): DemoTime {
  let played: { now: number } | undefined;
  return {
    now: () => played?.now ?? real(),
    makeDemo: (core) => {
      played = { now: 0 };
      try {
        const { orders, variants } = tradeDemo(core, played, { ...demoDefaults(real()), orders: 600 });
        return { orders, variants };
      } finally {
        played = undefined;
      }
    },
  };
}
