const ADDRESS =
  /(?:^|[\s",;:|<>'([=\0-\x1f])([a-z0-9][\w.+-]{1,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})/gi
const WHOLE =
  /^(?:mailto:|smtp:)?[a-z0-9][\w.+-]{1,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,12}$/i
const MADE_UP =
  /@(?:[\w.-]*\.)?(?:example\.\w+|test\.\w+|test|invalid|localhost|domain\.\w+|email\.com|company\.com|foo\.\w+|bar\.\w+|mail\.com|acme\.\w+|noreply\.\w+|users\.noreply\.github\.com|yourdomain\.\w+|sample\.\w+)$|^(?:abuse|noc|postmaster|hostmaster|webmaster|office|service|help|press|billing|security|privacy|legal|jobs|team|mail|post|noreply|no-reply|info|support|hello|contact|admin|sales|git|user\d*|test\d*|foo|bar|name)@/i

/** Addresses of people in a text; those made for examples and those of offices are left out. */
export function findRealAddresses(text: string): string[] {
  return [...text.matchAll(ADDRESS)].map(([, address = '']) => address).filter((one) => !MADE_UP.test(one))
}

/** Whether a text is an address of somebody, and nothing else. */
export function isRealAddress(text: string): boolean {
  return text.length < 120 && text.includes('@') && WHOLE.test(text) && !MADE_UP.test(text)
}
