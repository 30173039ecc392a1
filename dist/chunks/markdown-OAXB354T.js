import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{renderMarkdown}from"./chunk-C4QEI7XU.js";import"./chunk-6CYO47WG.js";import"./chunk-C4NKQ6ED.js";import"./chunk-DDGV64DK.js";import"./chunk-PGMZPJCF.js";export{renderMarkdown};
