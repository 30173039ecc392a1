import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as a}from"./chunk-QFZ6TLZI.js";import"./chunk-M5VTCK2V.js";import"./chunk-R6X2LCIE.js";import"./chunk-X2MJINEF.js";import"./chunk-QMRSOZM3.js";import"./chunk-22S7U5MX.js";import"./chunk-VSQWWPRD.js";import"./chunk-55CDFFVJ.js";export{a as renderMarkdown};
