import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var VERSION="0.1.0",REPOSITORY_URL="https://github.com/seaworthy-dev/seaworthy";export{VERSION,REPOSITORY_URL};
