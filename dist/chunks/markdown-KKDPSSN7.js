import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{renderMarkdown}from"./chunk-FICZTAMC.js";import"./chunk-NOETSYU4.js";import"./chunk-DDGV64DK.js";import"./chunk-6RLEU4KN.js";import"./chunk-PGMZPJCF.js";export{renderMarkdown};
