import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{RULES}from"./chunk-VKKODH2L.js";import"./chunk-OHNO4YO6.js";import"./chunk-25WNMDQJ.js";import"./chunk-NBOZ4VW6.js";import"./chunk-PGMZPJCF.js";export{RULES};
