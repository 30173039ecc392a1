import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{RULES}from"./chunk-RNVV3K3U.js";import"./chunk-EHRRWZNR.js";import"./chunk-NBOZ4VW6.js";import"./chunk-PGMZPJCF.js";export{RULES};
