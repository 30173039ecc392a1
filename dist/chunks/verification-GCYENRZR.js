import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a,b,c}from"./chunk-KJ2XTGWI.js";import"./chunk-HZ6QZKNO.js";import"./chunk-X2MJINEF.js";import"./chunk-QMRSOZM3.js";import"./chunk-22S7U5MX.js";import"./chunk-VSQWWPRD.js";import"./chunk-55CDFFVJ.js";export{a as isVerified,c as renderVerification,b as verificationSentence};
