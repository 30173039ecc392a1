import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-C7U676C5.js";import"./chunk-X2MJINEF.js";import"./chunk-QMRSOZM3.js";import"./chunk-22S7U5MX.js";import"./chunk-VSQWWPRD.js";import"./chunk-55CDFFVJ.js";export{a as renderHtml};
