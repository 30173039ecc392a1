import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var e={unpackedBytes:2147483648,entryBytes:536870912,entries:1e5,depth:4,ratio:200,pathLength:4096};export{e as a};
