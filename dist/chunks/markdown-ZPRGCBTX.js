import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as a}from"./chunk-6AY4QCU5.js";import"./chunk-TQJKPQSL.js";import"./chunk-CEJ5RHO5.js";import"./chunk-X2MJINEF.js";import"./chunk-QMRSOZM3.js";import"./chunk-UDCWS4T7.js";import"./chunk-OES25TJA.js";import"./chunk-VSQWWPRD.js";import"./chunk-55CDFFVJ.js";export{a as renderMarkdown};
