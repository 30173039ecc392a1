import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{renderJson}from"./chunk-DMMWBRNU.js";import"./chunk-PGMZPJCF.js";export{renderJson};
