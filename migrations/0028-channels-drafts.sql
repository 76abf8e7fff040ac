-- The drafts that wait, found without reading what was ever published.

create index channelCopyDrafted on channelCopy (channelId, productId)
  where draftName is not null or draftDescription is not null or draftOffered is not null;
