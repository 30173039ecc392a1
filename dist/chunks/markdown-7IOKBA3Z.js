import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as a}from"./chunk-P2B4KLUJ.js";import"./chunk-VRGTYPWU.js";import"./chunk-FU6JNGU3.js";import"./chunk-X2MJINEF.js";import"./chunk-QMRSOZM3.js";import"./chunk-UDCWS4T7.js";import"./chunk-OES25TJA.js";import"./chunk-VSQWWPRD.js";import"./chunk-55CDFFVJ.js";export{a as renderMarkdown};
