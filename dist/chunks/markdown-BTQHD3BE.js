import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{renderMarkdown}from"./chunk-OEEKMCGT.js";import"./chunk-WDYWDJHF.js";import"./chunk-SDZDIRBZ.js";import"./chunk-DDGV64DK.js";import"./chunk-OHNO4YO6.js";import"./chunk-PGMZPJCF.js";export{renderMarkdown};
