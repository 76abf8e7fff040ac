import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountRole, accountRoles, type AccountType, type RoleFacts } from '../../shared/accounting/account-role.rules.ts';
import { controlOf } from '../../shared/accounting/charts/chart.rules.ts';
import { charts } from '../../shared/accounting/charts/charts.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { accountId } from './support.ts';

const facts = (role: AccountRole): RoleFacts => accountRoles[role];
const statement = (type: AccountType): string => (type === 'asset' || type === 'liability' ? 'position' : type === 'equity' ? 'equity' : 'result');

describe.each(Object.entries(charts))('the chart %s', (_id, chart) => {
  test('maps every role a posting rule can ask for to exactly one account', () => {
    expect(chart.accounts.flatMap((account) => account.roles).sort()).toEqual(Object.keys(accountRoles).sort());
  });

  test('gives every account a code of its own and a name in three languages', () => {
    expect(new Set(chart.accounts.map((account) => account.code)).size).toBe(chart.accounts.length);
    for (const { code, names } of chart.accounts) {
      expect(code).toMatch(/^[0-9A-Z]{1,16}$/);
      expect(Object.values(names).every((name) => name.trim() !== ''), code).toBe(true);
      expect(names['zh-Hans'], code).toMatch(/\p{Script=Han}/u);
      expect(names['zh-Hant'], code).toMatch(/\p{Script=Han}/u);
    }
  });

  test('keeps each role in the statement it belongs to', () => {
    for (const account of chart.accounts) {
      for (const role of account.roles) expect(statement(account.type), role).toBe(statement(facts(role).type));
    }
  });

  test('never mixes two kinds of open items, or open items and others, on one account', () => {
    for (const account of chart.accounts) {
      for (const role of account.roles) expect(facts(role).control ?? null, role).toBe(controlOf(account.roles));
    }
  });

  test('has discounts and returns where its policy says', () => {
    const revenue = chart.accounts.find((account) => account.roles.includes('salesRevenue'));
    expect(revenue?.roles.includes('salesReturns')).toBe(chart.policies.returnsAndDiscounts === 'inRevenue');
    expect(revenue?.roles.includes('salesDiscounts')).toBe(chart.policies.returnsAndDiscounts === 'inRevenue');
  });
});

test.each([
  ['1001', '库存现金'], ['1002', '银行存款'], ['1122', '应收账款'], ['1405', '库存商品'], ['220201', '应付账款'], ['220301', '预收账款'],
  ['5001', '主营业务收入'], ['5401', '主营业务成本'], ['3103', '本年利润'], ['3104', '利润分配'],
])('小企业会计准则 has %s %s', (code, name) => {
  expect(charts.smallBusinessCn.accounts.find((account) => account.code === code)?.names['zh-Hans']).toBe(name);
});

describe('a shop', () => {
  let shop: TestShop;
  beforeEach(() => {
    shop = newShop({ language: 'en' });
  });
  afterEach(() => shop.close());

  test('is founded with its chart and its policies', () => {
    expect(shop.call('chart.get', undefined)).toEqual({ chart: 'generic', policies: charts.generic.policies });
    expect(shop.call('account.list', undefined)).toHaveLength(charts.generic.accounts.length);
  });

  test('takes another chart, with a policy of its own, until its first entry', () => {
    shop.call('chart.install', { chart: 'smallBusinessCn', language: 'zh-Hans', policies: { inputTax: 'cost' } });
    expect(shop.call('chart.get', undefined)?.policies).toMatchObject({ inputTax: 'cost', landedCost: 'expense' });
    const lines = [{ ledgerAccountId: accountId(shop, '1002'), amount: minor(100) }, { ledgerAccountId: accountId(shop, '3001'), amount: minor(-100) }];
    shop.call('journal.post', { postedOn: day('2026-03-02'), text: '投入', lines });
    refused(() => shop.call('chart.install', { chart: 'ifrs', language: 'en' }), 'chart.inUse');
    shop.check();
  });

  test('adds, renames, blocks and removes accounts of its own', () => {
    const { ledgerAccountId } = shop.call('account.add', { code: '6210', name: 'Rent', type: 'expense' });
    refused(() => shop.call('account.add', { code: '6210', name: 'Rent again', type: 'expense' }), 'account.codeTaken');
    shop.call('account.rename', { ledgerAccountId, name: 'Rent of the shop' });
    shop.call('account.block', { ledgerAccountId });
    expect(shop.call('account.list', undefined).find((row) => row.code === '6210')).toMatchObject({ name: 'Rent of the shop', blocked: true, roles: [] });
    const lines = [{ ledgerAccountId, amount: minor(5) }, { ledgerAccountId: accountId(shop, '3100'), amount: minor(-5) }];
    refused(() => shop.call('journal.post', { postedOn: day('2026-03-02'), text: 'rent', lines }), 'account.blocked');
    shop.call('account.unblock', { ledgerAccountId });
    shop.call('journal.post', { postedOn: day('2026-03-02'), text: 'rent', lines });
    refused(() => shop.call('account.remove', { ledgerAccountId }), 'account.inUse');
  });

  test('keeps the accounts its posting rules need', () => {
    refused(() => shop.call('account.block', { ledgerAccountId: accountId(shop, '1010') }), 'account.neededByRules');
    refused(() => shop.call('account.remove', { ledgerAccountId: accountId(shop, '1010') }), 'account.neededByRules');
  });

  test('shows its books to the owner and the accountant only', () => {
    for (const role of ['manager', 'clerk', 'scanner'] as const) {
      refused(() => shop.as(role).call('trialBalance.get', { to: day('2026-03-31') }), 'permission.denied');
    }
    expect(shop.as('accountant').call('trialBalance.get', { to: day('2026-03-31') }).rows).toEqual([]);
  });
});
