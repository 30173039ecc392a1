import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{RULES}from"./chunk-EGBN2S7U.js";import"./chunk-25WNMDQJ.js";import"./chunk-NBOZ4VW6.js";import"./chunk-PGMZPJCF.js";export{RULES};
