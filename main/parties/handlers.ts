import type { customerCommands, customerQueries } from '../../shared/parties/customer.contract.ts';
import type { supplierCommands, supplierQueries } from '../../shared/parties/supplier.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { setConsent } from './consent.service.ts';
import { listCustomers } from './customer-list.queries.ts';
import { getCustomer } from './customer.queries.ts';
import { createCustomer, removeCustomers, updateCustomer } from './customer.service.ts';
import { findCustomer } from './match.queries.ts';
import { importCustomers } from './match.service.ts';
import { mergeCustomers, unmergeCustomer } from './merge.service.ts';
import { getSupplier, listSuppliers } from './supplier.queries.ts';
import { createSupplier, removeSuppliers, updateSupplier } from './supplier.service.ts';

export const partiesCommands: CommandHandlers<{ customer: typeof customerCommands; supplier: typeof supplierCommands }> = {
  'customer.create': createCustomer,
  'customer.update': updateCustomer,
  'customer.remove': removeCustomers,
  'customer.importBatch': importCustomers,
  'customer.setConsent': setConsent,
  'customer.merge': mergeCustomers,
  'customer.unmerge': unmergeCustomer,
  'supplier.create': createSupplier,
  'supplier.update': updateSupplier,
  'supplier.remove': removeSuppliers,
};

export const partiesQueries: QueryHandlers<{ customer: typeof customerQueries; supplier: typeof supplierQueries }> = {
  'customer.list': listCustomers,
  'customer.get': getCustomer,
  'customer.find': findCustomer,
  'supplier.list': listSuppliers,
  'supplier.get': getSupplier,
};
