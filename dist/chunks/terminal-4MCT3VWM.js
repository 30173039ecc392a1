import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{renderTerminal}from"./chunk-NTX6TXEM.js";import"./chunk-NOETSYU4.js";import"./chunk-DDGV64DK.js";import"./chunk-ETU5PA2P.js";import"./chunk-6RLEU4KN.js";import"./chunk-PGMZPJCF.js";export{renderTerminal};
