import type { Language } from '../units/language.ts';

/** What platforms are called in each language, by their id; `other` has no name of its own. */
export const platformNames: Record<Language, Readonly<Record<string, string>>> = {
  en: { taobao: 'Taobao', pinduoduo: 'Pinduoduo', douyin: 'Douyin Shop', jd: 'JD.com', tiktok: 'TikTok Shop', etsy: 'Etsy', ebay: 'eBay', amazon: 'Amazon', shopify: 'Shopify' },
  'zh-Hans': { taobao: '淘宝', pinduoduo: '拼多多', douyin: '抖店', jd: '京东', tiktok: 'TikTok Shop', etsy: 'Etsy', ebay: 'eBay', amazon: '亚马逊', shopify: 'Shopify' },
  'zh-Hant': { taobao: '淘寶', pinduoduo: '拼多多', douyin: '抖店', jd: '京東', tiktok: 'TikTok Shop', etsy: 'Etsy', ebay: 'eBay', amazon: '亞馬遜', shopify: 'Shopify' },
};
