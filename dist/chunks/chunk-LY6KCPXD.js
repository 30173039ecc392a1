import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var t="0.1.0",e="https://github.com/seaworthy-dev/seaworthy";export{t as a,e as b};
