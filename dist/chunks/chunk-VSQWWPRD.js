import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var e=["error","warning","notice"],n={maps:0,files:0,lines:0,bytes:0,elsewhere:{dependency:0,bundler:0,inTarball:0,alreadyPublic:0},folders:[],sources:[]},r=2e3;export{e as a,n as b,r as c};
