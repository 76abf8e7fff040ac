import type { SheetSource } from '../company/sheet-headings.rules.ts';
import type { SheetField } from '../contract/sheet.ts';

const field = (name: string, ...headings: string[]): SheetField => ({ name, needed: false, headings: [name, ...headings] });

/** The columns of a customer sheet and the headings they are known by, our own and those of other programs' exports. */
export const customerFields: readonly SheetField[] = [
  { name: 'name', needed: false, headings: ['name', 'Full name', 'Customer name', 'Display name', 'Billing name', '姓名', '客户名称', '客户姓名', '客户', '名称', '客戶名稱', '客戶姓名', '客戶', '名稱'] },
  field('firstName', 'First Name', 'Given name', '名'),
  field('lastName', 'Last Name', 'Family name', 'Surname', '姓'),
  field('email', 'E-mail', 'Email address', 'Email ID', '邮箱', '电子邮箱', '电子邮件', '電子郵件', '信箱'),
  field('phone', 'Phone number', 'Mobile', 'Mobile No', 'Tel', 'Default Address Phone', '电话', '手机', '手机号', '联系电话', '電話', '手機', '聯絡電話'),
  field('company', 'Company name', 'Default Address Company', '公司', '公司名称', '公司名稱'),
  field('line1', 'Address', 'Address 1', 'Address Line 1', 'Address1', 'Street', 'Default Address Address1', 'Street Address 1', '地址', '详细地址', '詳細地址'),
  field('line2', 'Address 2', 'Address Line 2', 'Address2', 'Street2', 'Default Address Address2', 'Street Address 2'),
  field('city', 'City/Town', 'Default Address City', '城市', '市'),
  field('region', 'State', 'Province', 'County', 'Default Address Province Code', '省份', '省', '州', '縣市'),
  field('postcode', 'Zip', 'ZIP code', 'Postal Code', 'Pincode', 'Default Address Zip', '邮编', '邮政编码', '郵遞區號'),
  field('country', 'Country code', 'Default Address Country Code', '国家', '國家'),
  field('note', 'Notes', 'Memo', '备注', '備註'),
];

export const customerSources: readonly SheetSource[] = [
  { id: 'shopify', headings: ['First Name', 'Last Name', 'Accepts Email Marketing'] },
  { id: 'square', headings: ['First Name', 'Last Name', 'Square Customer ID'] },
  { id: 'erpnext', headings: ['Customer Name', 'Customer Group'] },
  { id: 'odoo', headings: ['Name', 'Is a Company'] },
];
