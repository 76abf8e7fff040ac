import type { Contract } from '../../shared/app/contract.ts';
import { type Role, roles } from '../../shared/contract/role.ts';
import type { MethodsOf } from '../database/handlers.ts';

const everyone: readonly Role[] = roles;
const office: readonly Role[] = ['owner', 'manager', 'clerk', 'accountant'];
const managers: readonly Role[] = ['owner', 'manager'];
const stock: readonly Role[] = ['owner', 'manager', 'clerk'];
const taxes: readonly Role[] = ['owner', 'manager', 'accountant'];
const books: readonly Role[] = ['owner', 'accountant'];
const floor: readonly Role[] = ['owner', 'manager', 'clerk', 'scanner'];
const owner: readonly Role[] = ['owner'];

/**
 * Who may call what: the one reviewed list. Nothing is allowed that does not stand here, and a method of the contract
 * without a line does not compile.
 */
export const permissions: Record<MethodsOf<Contract>, readonly Role[]> = {
  // The door answers these itself, for whoever stands before it.
  'session.get': everyone,
  'session.signIn': everyone,
  'session.setPin': everyone,
  'session.signOut': everyone,
  'job.start': office,
  'job.cancel': office,
  'job.list': everyone,
  'job.get': office,
  // What is undone is asked for again under the inverse command's own line.
  'activity.undo': office,
  'activity.list': office,
  'proof.run': office,

  'shop.create': owner,
  'shop.update': owner,
  'shop.get': everyone,
  'user.add': owner,
  'user.update': owner,
  'user.block': owner,
  'user.unblock': owner,
  'user.list': everyone,
  'token.create': ['owner', 'manager'],
  'token.revoke': ['owner', 'manager'],
  'token.list': ['owner', 'manager'],
  'device.register': everyone,
  'device.rename': owner,
  'device.list': office,

  'product.create': stock,
  'product.update': stock,
  'product.archive': managers,
  'product.restore': managers,
  'product.importBatch': managers,
  'product.list': everyone,
  'product.get': everyone,
  'variant.add': stock,
  'variant.update': stock,
  'variant.find': everyone,
  'barcode.add': stock,
  'barcode.remove': stock,
  'price.set': managers,
  'category.create': stock,
  'category.rename': stock,
  'category.remove': stock,
  'category.list': everyone,
  'taxClass.create': taxes,
  'taxClass.remove': taxes,
  'taxClass.setRate': taxes,
  'taxClass.list': everyone,

  'customer.create': stock,
  'customer.update': stock,
  'customer.remove': managers,
  'customer.importBatch': managers,
  'customer.setConsent': stock,
  'customer.merge': managers,
  'customer.unmerge': managers,
  'customer.list': office,
  'customer.get': office,
  'customer.find': office,

  'account.add': books,
  'account.rename': books,
  'account.block': books,
  'account.unblock': books,
  'account.remove': books,
  'account.list': books,
  'chart.install': owner,
  'chart.get': books,
  'journal.post': books,
  'journal.reverse': books,
  'journal.list': books,
  'journal.get': books,
  'ledger.list': books,
  'ledger.openItems': books,
  'period.lock': books,
  'period.reopen': books,
  'period.get': books,
  'trialBalance.get': books,

  'location.create': ['owner', 'manager'],
  'location.block': ['owner', 'manager'],
  'location.unblock': ['owner', 'manager'],
  'location.list': everyone,
  'bin.create': floor,
  'bin.block': floor,
  'bin.unblock': floor,
  'stock.adjust': ['owner', 'manager'],
  'stock.receive': ['owner', 'manager'],
  'stock.openingBatch': ['owner', 'manager', 'accountant'],
  'stock.transfer': floor,
  'stock.transferArrive': floor,
  'stock.hold': floor,
  'stock.release': floor,
  'stock.list': everyone,
  'stock.movements': everyone,
  'stock.layers': ['owner', 'manager', 'accountant'],
  'stock.valuation': ['owner', 'manager', 'accountant'],
  'stock.explain': everyone,
};
