import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-PMASXQ5R.js";import"./chunk-X2MJINEF.js";import"./chunk-QMRSOZM3.js";import"./chunk-UDCWS4T7.js";import"./chunk-OES25TJA.js";import"./chunk-VSQWWPRD.js";import"./chunk-55CDFFVJ.js";export{a as renderHtml};
