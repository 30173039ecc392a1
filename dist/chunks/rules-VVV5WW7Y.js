import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{k as a}from"./chunk-ADQQPVJV.js";import"./chunk-OES25TJA.js";import"./chunk-YKHBPJTQ.js";import"./chunk-5NRFXBP4.js";import"./chunk-55CDFFVJ.js";export{a as RULES};
