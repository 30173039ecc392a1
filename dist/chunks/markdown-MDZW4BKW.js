import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as a}from"./chunk-H6OO32LN.js";import"./chunk-GLSA5PZX.js";import"./chunk-XIBVZF32.js";import"./chunk-KCVYD73P.js";import"./chunk-OES25TJA.js";import"./chunk-55CDFFVJ.js";export{a as renderMarkdown};
