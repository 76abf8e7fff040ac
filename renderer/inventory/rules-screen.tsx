import { useTranslation } from 'react-i18next';
import { Screen } from '../ui/screen.tsx';
import { CostingRule } from './costing-rule.tsx';
import { NegativeRule } from './negative-rule.tsx';
import { ReasonRules } from './reason-rules.tsx';
import { ReservationRule } from './reservation-rule.tsx';
import { StockPlaces } from './stock-places.tsx';

/** What the shop decided about its stock: where less than nothing is allowed, why it is adjusted, how long it is kept, how it is costed. */
export function RulesScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t(($) => $.inventory.rules)} buttons={<StockPlaces current="rules" />}>
      <div className="rules">
        <NegativeRule />
        <ReasonRules />
        <ReservationRule />
        <CostingRule />
      </div>
    </Screen>
  );
}
