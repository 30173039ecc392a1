import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-OV4PCKOL.js";import"./chunk-VKRYTOG5.js";import"./chunk-GLSA5PZX.js";import"./chunk-XIBVZF32.js";import"./chunk-KCVYD73P.js";import"./chunk-OES25TJA.js";import"./chunk-55CDFFVJ.js";export{a as renderTerminal};
