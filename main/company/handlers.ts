import type { attachmentCommands, attachmentQueries } from '../../shared/company/attachment.contract.ts';
import type { deviceCommands, deviceQueries } from '../../shared/company/device.contract.ts';
import type { phoneCommands, phoneQueries } from '../../shared/company/phone.contract.ts';
import type { sheetQueries } from '../../shared/company/sheet.contract.ts';
import type { shopCommands, shopQueries } from '../../shared/company/shop.contract.ts';
import type { tokenCommands, tokenQueries } from '../../shared/company/token.contract.ts';
import type { userCommands, userQueries } from '../../shared/company/user.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { listAttachments } from './attachment.queries.ts';
import { attach, removeAttachment, restoreAttachment } from './attachment.service.ts';
import { getShopProfile, listDevices, listUsers } from './company.queries.ts';
import { createShop, updateShop } from './company.service.ts';
import { registerDevice, renameDevice } from './device.service.ts';
import { listPhones, livePhones } from './phone.queries.ts';
import { notePhonesLetIn, notePhonesShutOut, notePhoneUse, pairPhone, revokePhone } from './phone.service.ts';
import { noteSignIn, noteWrongPin, signablePeople } from './sign-in.service.ts';
import { listTokens, liveTokens, noteTokenUse, revokeToken, storeToken } from './token.service.ts';
import { listImports } from './sheets/sheet-import.queries.ts';
import { addUser, blockUser, setPin, unblockUser, updateUser } from './user.service.ts';

export const companyCommands: CommandHandlers<{ attachment: Omit<typeof attachmentCommands, 'add'>; shop: typeof shopCommands; user: typeof userCommands; device: typeof deviceCommands; token: typeof tokenCommands; phone: typeof phoneCommands }> = {
  'shop.create': createShop,
  'shop.update': updateShop,
  'user.add': addUser,
  'user.update': updateUser,
  'user.block': blockUser,
  'user.unblock': unblockUser,
  'attachment.remove': removeAttachment,
  'attachment.restore': restoreAttachment,
  'device.register': registerDevice,
  'device.rename': renameDevice,
  'token.revoke': revokeToken,
  'phone.revoke': revokePhone,
};

/** What the door itself does with people: no host has a name for it, and a PIN reaches the file only as its hash. */
export const companyInternal = {
  'user.setPin': setPin, 'user.signedIn': noteSignIn, 'user.wrongPin': noteWrongPin, 'token.stored': storeToken, 'token.used': noteTokenUse, 'attachment.kept': attach,
  'phone.paired': pairPhone, 'phone.used': notePhoneUse, 'phone.letIn': notePhonesLetIn, 'phone.shutOut': notePhonesShutOut,
};

export const companyLookups = { 'user.signable': signablePeople, 'token.live': liveTokens, 'phone.live': livePhones };

export const companyQueries: QueryHandlers<{ attachment: Pick<typeof attachmentQueries, 'list'>; shop: typeof shopQueries; user: typeof userQueries; device: typeof deviceQueries; token: Pick<typeof tokenQueries, 'list'>; phone: Pick<typeof phoneQueries, 'list'>; sheet: Pick<typeof sheetQueries, 'imports'> }> = {
  'shop.get': getShopProfile,
  'user.list': listUsers,
  'attachment.list': listAttachments,
  'device.list': listDevices,
  'token.list': listTokens,
  'phone.list': listPhones,
  'sheet.imports': listImports,
};
